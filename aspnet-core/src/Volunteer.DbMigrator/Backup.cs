using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.DbMigrator;

/// <summary>A copy of everything that cannot be made again: the database, the uploaded files and the keys.</summary>
internal abstract class Backup(IConfiguration configuration)
{
    public static Backup For(IServiceProvider services, IConfiguration configuration)
    {
        var database = services.GetRequiredService<DatabaseOptions>();
        return database.Provider == DatabaseProvider.Sqlite ? new SqliteBackup(database, configuration) : new PostgresBackup(database, configuration);
    }

    /// <summary>Into a folder that does not exist yet. Database first, files second: a file too many does no harm, one too few does.</summary>
    public async Task<int> SaveAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            await Console.Error.WriteLineAsync($"{folder} is not empty. A backup goes into a new folder.");
            return 2;
        }

        Directory.CreateDirectory(folder);
        if (!await SaveDatabaseAsync(folder, cancellationToken))
        {
            return 1;
        }

        foreach (var (name, path) in Folders())
        {
            Copy(path, Path.Combine(folder, name));
        }

        await Console.Out.WriteLineAsync($"Saved in {Path.GetFullPath(folder)}. The keys are in it: keep it as safe as the database.");
        return 0;
    }

    /// <summary>Stop all hosts before. What is there now is replaced.</summary>
    public async Task<int> RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            await Console.Error.WriteLineAsync($"There is no folder {folder}.");
            return 2;
        }

        if (!await RestoreDatabaseAsync(folder, cancellationToken))
        {
            return 1;
        }

        foreach (var (name, path) in Folders())
        {
            Copy(Path.Combine(folder, name), path);
        }

        await Console.Out.WriteLineAsync("Restored. Run migrate next, in case the program is newer than the backup.");
        return 0;
    }

    protected abstract Task<bool> SaveDatabaseAsync(string folder, CancellationToken cancellationToken);

    protected abstract Task<bool> RestoreDatabaseAsync(string folder, CancellationToken cancellationToken);

    private static void Copy(string from, string to)
    {
        if (!Directory.Exists(from))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private IEnumerable<(string Name, string Path)> Folders() =>
    [
        ("files", configuration["Files:Folder"] ?? ".data/files"),
        ("keys", configuration["Security:KeyFolder"] ?? ".data/keys"),
    ];
}
