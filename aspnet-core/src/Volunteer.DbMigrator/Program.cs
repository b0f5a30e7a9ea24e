using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Volunteer;

// migrate: bring the schema up to date and put the walls up. Safe to repeat; runs as the owner of the database.
var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["Jobs:Enabled"] = "false";
builder.Services.AddVolunteerFramework(builder.Configuration, ModuleList.All);
using var host = builder.Build();

switch (args.FirstOrDefault(arg => !arg.StartsWith('-')) ?? "migrate")
{
    case "migrate":
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await SchemaMigration.RunAsync(scope.ServiceProvider, CancellationToken.None);
        }

        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: Volunteer.DbMigrator migrate");
        return 2;
}
