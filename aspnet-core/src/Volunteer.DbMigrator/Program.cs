using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Volunteer;
using Volunteer.DbMigrator;

// Does one thing and ends: bring the schema up to date, fill in the demo, let the first operator in, back up or restore. Runs as the owner of the database.
var command = args.FirstOrDefault(arg => !arg.StartsWith('-')) ?? "migrate";
var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["Jobs:Enabled"] = "false";
builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
builder.Services.AddVolunteerFramework(builder.Configuration, ModuleList.All);
using var host = builder.Build();
var folder = builder.Configuration["folder"];

switch (command)
{
    case "migrate":
        try
        {
            await using var scope = host.Services.CreateAsyncScope();
            await SchemaMigration.RunAsync(scope.ServiceProvider, CancellationToken.None);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await Console.Error.WriteLineAsync(
                $"The database login may not do this: {error.MessageText}. It must own the database and be allowed to create roles (ALTER ROLE ... CREATEROLE).");
            return 1;
        }

        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    case "seed" when folder is not null:
        await DemoData.SeedAsync(host.Services, new SeedFolder(folder), CancellationToken.None);
        await Console.Out.WriteLineAsync("The demo data is in place.");
        return 0;
    case "operator":
        return await FirstOperatorLink.PrintAsync(host.Services, builder.Configuration["name"], args.Contains("--force"), Console.Out, CancellationToken.None);
    case "backup" when folder is not null:
        return await Backup.For(host.Services, builder.Configuration).SaveAsync(folder, CancellationToken.None);
    case "restore" when folder is not null:
        return await Backup.For(host.Services, builder.Configuration).RestoreAsync(folder, CancellationToken.None);
    default:
        await Console.Error.WriteLineAsync("Usage: Volunteer.DbMigrator migrate | seed --folder etc/seed | operator [--name <name>] [--force] | backup --folder <new folder> | restore --folder <folder>");
        return 2;
}
