using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Volunteer.Benchmarks;

/// <summary>A database made for one run and dropped after it, and a way into it that shares nothing with the product.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const int MostConnections = 64;

    private readonly string? _admin;
    private readonly bool _isOurs = true;
    private readonly string _name = $"volunteer_bench_{Guid.NewGuid():N}";

    private BenchDatabase(string? admin)
    {
        _admin = admin;
        Folder = Path.Combine(Path.GetTempPath(), _name);
        ConnectionString = admin is null
            ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, "bench.db") }.ConnectionString
            : new NpgsqlConnectionStringBuilder(admin) { Database = _name, MaxPoolSize = MostConnections }.ConnectionString;
    }

    private BenchDatabase(DatabaseProvider provider, string connectionString, string folder)
    {
        (_isOurs, ConnectionString, Folder) = (false, connectionString, folder);
        _admin = provider is DatabaseProvider.PostgreSql ? connectionString : null;
    }

    public DatabaseProvider Provider => _admin is null ? DatabaseProvider.Sqlite : DatabaseProvider.PostgreSql;

    public string ConnectionString { get; }

    /// <summary>For everything that is a file.</summary>
    public string Folder { get; }

    /// <summary>A database that another process has made and will drop.</summary>
    public static BenchDatabase Existing(DatabaseProvider provider, string connectionString, string folder) => new(provider, connectionString, folder);

    public static async Task<BenchDatabase> CreateAsync(string? postgres)
    {
        var database = new BenchDatabase(postgres);
        Directory.CreateDirectory(database.Folder);
        if (postgres is not null)
        {
            await ExecuteAsync(postgres, $"CREATE DATABASE {database._name}");
        }

        return database;
    }

    /// <summary>As the database's owner, past the product's walls.</summary>
    public async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = Provider == DatabaseProvider.Sqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOurs)
        {
            return;
        }

        if (_admin is null)
        {
            SqliteConnection.ClearAllPools();
        }
        else
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(_admin, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}

/// <summary>SQL as it is written.</summary>
internal static class PlainSql
{
    public static async Task ExecuteAsync(this DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<long> CountAsync(this DbConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
