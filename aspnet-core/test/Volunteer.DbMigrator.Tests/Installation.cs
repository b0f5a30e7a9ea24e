using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Volunteer.DbMigrator.Tests;

/// <summary>A fresh database with its folders, as the migrator finds it, and gone afterwards.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly string _name = $"volunteer_test_{Guid.NewGuid():N}";
    private readonly DatabaseProvider _provider;

    private Installation(DatabaseProvider provider)
    {
        _provider = provider;
        Folder = Path.Combine(Path.GetTempPath(), _name);
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = provider.ToString(),
            ["Database:ConnectionString"] = provider == DatabaseProvider.Sqlite
                ? $"Data Source={Path.Combine(Folder, "live.db")}"
                : new NpgsqlConnectionStringBuilder(PostgresAdmin.Connection) { Database = _name }.ConnectionString,
            ["Jobs:Enabled"] = "false",
            ["Files:Folder"] = Path.Combine(Folder, "files"),
            ["Security:KeyFolder"] = Path.Combine(Folder, "keys"),
        }).Build();
        Services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Configuration)
            .AddVolunteerFramework(Configuration, ModuleList.All)
            .BuildServiceProvider();
    }

    public string Folder { get; }

    public IConfiguration Configuration { get; }

    public ServiceProvider Services { get; }

    public static async Task<Installation> NewAsync(DatabaseProvider provider)
    {
        var installation = new Installation(provider);
        Directory.CreateDirectory(installation.Folder);
        if (provider == DatabaseProvider.PostgreSql)
        {
            await PostgresAdmin.RunAsync($"CREATE DATABASE {installation._name}");
        }

        await SchemaMigration.CreateFromModelAsync(installation.Services, CancellationToken.None);
        return installation;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (_provider == DatabaseProvider.PostgreSql)
        {
            NpgsqlConnection.ClearAllPools();
            await PostgresAdmin.RunAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
