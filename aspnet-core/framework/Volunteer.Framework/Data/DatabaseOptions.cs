using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Volunteer;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the data lives. SQLite needs nothing installed; PostgreSQL is for production and for more than one host.</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString)
{
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

        return new DatabaseOptions(provider, connection ?? throw new InvalidOperationException("Database:ConnectionString is needed for PostgreSQL."));
    }
}
