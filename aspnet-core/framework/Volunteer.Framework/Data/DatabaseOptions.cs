using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Volunteer;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the data lives. SQLite needs nothing installed; PostgreSQL is for production and for more than one host.</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString)
{
    private const int StatementsKept = 200;

    /// <summary>The scheduler's tables sit in a file of their own, so that its polling never waits for the writer.</summary>
    public string QuartzConnectionString
    {
        get
        {
            var builder = new SqliteConnectionStringBuilder(ConnectionString);
            builder.DataSource = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(builder.DataSource))!, Path.GetFileNameWithoutExtension(builder.DataSource) + "-jobs.db");
            return builder.ConnectionString;
        }
    }

    public static DatabaseOptions Read(IConfiguration configuration)
    {
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = configuration["Database:ConnectionString"];
        if (provider == DatabaseProvider.Sqlite)
        {
            var builder = new SqliteConnectionStringBuilder(connection ?? "Data Source=.data/volunteer.db") { ForeignKeys = true, DefaultTimeout = 30 };
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(builder.DataSource))!);
            return new DatabaseOptions(provider, builder.ConnectionString);
        }

        return new DatabaseOptions(provider, KeepStatements(connection ?? throw new InvalidOperationException("Database:ConnectionString is needed for PostgreSQL.")));
    }

    /// <summary>
    /// PostgreSQL plans what comes again only once a connection. A pool in front that hands connections on between statements
    /// cannot have that: then the connection string says so itself, with <c>Max Auto Prepare=0</c>.
    /// </summary>
    private static string KeepStatements(string connection) => connection.Contains("Max Auto Prepare", StringComparison.OrdinalIgnoreCase)
        ? connection
        : new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = StatementsKept }.ConnectionString;
}
