using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Volunteer;

/// <summary>Tells apart what a database complains about, on both providers.</summary>
public static class DatabaseFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const int SqliteConstraintTrigger = 1811;

    public static bool IsUniqueViolation(Exception exception) => Inner(exception) switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        _ => false,
    };

    /// <summary>A rule of <see cref="IDatabaseRules"/> said no: on PostgreSQL the constraint of that name, on SQLite a trigger that raises the name.</summary>
    public static bool IsViolationOf(Exception exception, string rule) => Inner(exception) switch
    {
        PostgresException postgres => postgres.ConstraintName == rule,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == SqliteConstraintTrigger && sqlite.Message.Contains($"'{rule}'", StringComparison.Ordinal),
        _ => false,
    };

    public static bool IsTransient(Exception exception) => Inner(exception) switch
    {
        NpgsqlException npgsql => npgsql.IsTransient,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        _ => false,
    };

    private static Exception? Inner(Exception exception) =>
        exception is DbUpdateException or InvalidOperationException && exception.InnerException is not null ? exception.InnerException : exception;
}
