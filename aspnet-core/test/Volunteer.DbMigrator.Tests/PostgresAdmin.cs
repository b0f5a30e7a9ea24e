using Npgsql;

namespace Volunteer.DbMigrator.Tests;

/// <summary>The server that tests may make databases and logins on.</summary>
internal static class PostgresAdmin
{
    public static string Connection => Environment.GetEnvironmentVariable("VOLUNTEER_TEST_POSTGRES")
        ?? throw new InvalidOperationException("VOLUNTEER_TEST_POSTGRES must name a PostgreSQL server on which tests may create databases; etc/test starts one.");

    public static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
