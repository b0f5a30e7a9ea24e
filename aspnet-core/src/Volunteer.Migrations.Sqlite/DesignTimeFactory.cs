using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Migrations.Sqlite;

/// <summary>How dotnet-ef gets the model. It never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<VolunteerDbContext>
{
    public VolunteerDbContext CreateDbContext(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = "Sqlite",
            ["Database:ConnectionString"] = "Data Source=.data/design.db",
            ["Jobs:Enabled"] = "false",
            ["Security:KeyFolder"] = Path.Combine(Path.GetTempPath(), "volunteer-design"),
        }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddVolunteerFramework(configuration, ModuleList.All)
            .BuildServiceProvider()
            .CreateScope().ServiceProvider.GetRequiredService<VolunteerDbContext>();
    }
}
