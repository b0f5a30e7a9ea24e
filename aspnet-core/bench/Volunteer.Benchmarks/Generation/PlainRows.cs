using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Volunteer.Benchmarks.Generation;

/// <summary>
/// The rows that the product made, as the database hands them out, and the plainest fast way to put them back into the same
/// table: a prepared statement on SQLite, COPY on PostgreSQL, one transaction a community on both.
/// </summary>
internal sealed class PlainRows
{
    private readonly List<List<object[]>> _rows = [];
    private readonly List<string> _copies = [];

    public static async Task<PlainRows> TakeAsync(DbConnection connection, IReadOnlyList<Guid> tenants)
    {
        var taken = new PlainRows();
        foreach (var tenant in tenants)
        {
            if (connection is NpgsqlConnection postgres)
            {
                using var reader = await postgres.BeginTextExportAsync($"COPY (SELECT * FROM volunteering_shifts WHERE tenant_id = '{tenant}') TO STDOUT");
                taken._copies.Add(await reader.ReadToEndAsync());
            }
            else
            {
                taken._rows.Add(await ReadAsync(connection, tenant));
            }
        }

        return taken;
    }

    /// <returns>Milliseconds.</returns>
    public async Task<double> PutBackAsync(DbConnection connection)
    {
        var start = Stopwatch.GetTimestamp();
        if (connection is NpgsqlConnection postgres)
        {
            foreach (var copy in _copies)
            {
                await using var writer = await postgres.BeginTextImportAsync("COPY volunteering_shifts FROM STDIN");
                await writer.WriteAsync(copy);
            }
        }
        else
        {
            foreach (var rows in _rows)
            {
                Insert((SqliteConnection)connection, rows);
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<List<object[]>> ReadAsync(DbConnection connection, Guid tenant)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM volunteering_shifts WHERE tenant_id = @tenant";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("tenant", tenant);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static void Insert(SqliteConnection connection, List<object[]> rows)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO volunteering_shifts VALUES ({string.Join(", ", Enumerable.Range(0, rows[0].Length).Select(index => $"@c{index}"))})";
        var parameters = rows[0].Select((_, index) => command.Parameters.Add($"@c{index}", SqliteType.Text)).ToList();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var index = 0; index < row.Length; index++)
            {
                parameters[index].SqliteType = row[index] is long ? SqliteType.Integer : SqliteType.Text;
                parameters[index].Value = row[index];
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
