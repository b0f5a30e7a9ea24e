using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Volunteer;

/// <summary>
/// Several statements in the open transaction: one round trip on PostgreSQL, one after the other on SQLite. Parameters are
/// <c>$1</c>, <c>$2</c> … on both.
/// </summary>
public sealed class StatementBatch
{
    private readonly List<Statement> _statements = [];
    private readonly VolunteerDbContext _db;
    private readonly DbTransaction _transaction;

    public StatementBatch(VolunteerDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        _db = db;
        _transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("A batch stands or falls together: open a transaction first.");
    }

    /// <summary>Adds new rows of any mapped type; neither tracked nor audited.</summary>
    public void Insert<T>(ICurrentTenant tenant, IReadOnlyList<T> rows)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            return;
        }

        var table = BulkInsertion.TableOf(_db, typeof(T));
        if (_db.Database.IsNpgsql())
        {
            _statements.Add(new Statement(table.ArraysSql, [table.Arrays(rows, tenant.Id)], null));
        }
        else
        {
            _statements.Add(new Statement(table.RowSql, [.. rows.Select(row => table.Row(row, tenant.Id))], null));
        }
    }

    /// <param name="rows">How many rows it must touch; else everything is undone.</param>
    public void Execute(string sql, int? rows, params object?[] values)
    {
        Cell[] run = [.. values.Select(value => new Cell(value, null))];
        if (_statements is [.., { } last] && last.Sql == sql && last.Rows == rows && !_db.Database.IsNpgsql())
        {
            // Prepared once.
            last.Runs.Add(run);
            return;
        }

        _statements.Add(new Statement(sql, [run], rows));
    }

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (_statements.Count == 0)
        {
            return;
        }

        if (_transaction.Connection is NpgsqlConnection postgres)
        {
            await SendTogetherAsync(postgres, cancellationToken);
        }
        else
        {
            await SendEachAsync(cancellationToken);
        }
    }

    private async Task SendTogetherAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)_transaction);
        foreach (var statement in _statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var cell in statement.Runs[0])
            {
                command.Parameters.Add(cell.ToParameter());
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        for (var index = 0; index < _statements.Count; index++)
        {
            _statements[index].Check((int)batch.BatchCommands[index].Rows);
        }
    }

    private async Task SendEachAsync(CancellationToken cancellationToken)
    {
        foreach (var statement in _statements)
        {
            await using var command = _transaction.Connection!.CreateCommand();
            command.Transaction = _transaction;
            command.CommandText = statement.Sql;
            for (var index = 1; index <= statement.Runs[0].Length; index++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"${index}";
                command.Parameters.Add(parameter);
            }

            foreach (var run in statement.Runs)
            {
                for (var index = 0; index < run.Length; index++)
                {
                    command.Parameters[index].Value = run[index].Value ?? DBNull.Value;
                }

                statement.Check(await command.ExecuteNonQueryAsync(cancellationToken));
            }
        }
    }

    private sealed record Statement(string Sql, List<Cell[]> Runs, int? Rows)
    {
        public void Check(int touched)
        {
            if (Rows is { } wanted && wanted != touched)
            {
                throw new InvalidOperationException($"A guarded statement touched {touched} rows instead of {wanted}.");
            }
        }
    }
}
