using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Volunteer.DbMigrator;

/// <summary>By SQLite's online backup: a whole copy although a host writes meanwhile, which copying the file is not.</summary>
internal sealed class SqliteBackup(DatabaseOptions database, IConfiguration configuration) : Backup(configuration)
{
    private const string FileName = "volunteer.db";

    protected override async Task<bool> SaveDatabaseAsync(string folder, CancellationToken cancellationToken)
    {
        var live = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        if (!File.Exists(live))
        {
            // SQLite would make an empty one, and its backup would look like a good one.
            await Console.Error.WriteLineAsync($"There is no database {live}.");
            return false;
        }

        var target = Path.Combine(folder, FileName);
        await CopyAsync(database.ConnectionString, At(target), cancellationToken);
        return await IsWholeAsync(target, cancellationToken);
    }

    protected override async Task<bool> RestoreDatabaseAsync(string folder, CancellationToken cancellationToken)
    {
        var source = Path.Combine(folder, FileName);
        if (!File.Exists(source))
        {
            await Console.Error.WriteLineAsync($"There is no {FileName} in {folder}.");
            return false;
        }

        if (!await IsWholeAsync(source, cancellationToken))
        {
            return false;
        }

        await CopyAsync(At(source), database.ConnectionString, cancellationToken);
        return true;
    }

    private static string At(string file) => new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = new SqliteConnection(from);
        await using var target = new SqliteConnection(to);
        await source.OpenAsync(cancellationToken);
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
    }

    private static async Task<bool> IsWholeAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(At(file));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        string? verdict;
        try
        {
            verdict = await command.ExecuteScalarAsync(cancellationToken) as string;
        }
        catch (SqliteException exception)
        {
            verdict = exception.Message;
        }

        if (verdict == "ok")
        {
            return true;
        }

        await Console.Error.WriteLineAsync($"{file} is damaged: {verdict}");
        return false;
    }
}
