using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Volunteer;

/// <summary>
/// PostgreSQL, wall four: each connection leaves the owner's role and carries the tenant before the first statement.
/// Npgsql resets both when the connection goes back to the pool.
/// </summary>
internal sealed class EnterTenantOnPostgres(ICurrentTenant tenant) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();

        // A Guid has no characters to escape; SET takes no parameters.
        command.CommandText = $"SET ROLE {RowLevelSecurity.AppRole}; SET app.tenant_id = '{tenant.Id?.ToString() ?? string.Empty}'";
        return command;
    }
}

/// <summary>SQLite: write-ahead log, every commit on disk before it is acknowledged, foreign keys checked.</summary>
internal sealed class PrepareSqlite : DbConnectionInterceptor
{
    /// <summary>Handles that come back from the pool keep their pragmas.</summary>
    private readonly ConditionalWeakTable<object, object> _prepared = [];

    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (_prepared.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _prepared.AddOrUpdate(handle, handle);
    }

    /// <summary>SQLite runs in this process: there is nothing to wait for.</summary>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
