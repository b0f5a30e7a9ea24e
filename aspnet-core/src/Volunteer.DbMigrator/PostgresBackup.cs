using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Volunteer.DbMigrator;

/// <summary>By PostgreSQL's own pg_dump and pg_restore, which must be on the PATH. The role needs BYPASSRLS: the walls hold for a backup, too.</summary>
internal sealed class PostgresBackup(DatabaseOptions database, IConfiguration configuration) : Backup(configuration)
{
    private const string FileName = "volunteer.dump";

    protected override Task<bool> SaveDatabaseAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync("pg_dump", ["--format=custom", $"--file={Path.Combine(folder, FileName)}"], cancellationToken);

    protected override Task<bool> RestoreDatabaseAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync("pg_restore", ["--clean", "--if-exists", "--single-transaction", Path.Combine(folder, FileName)], cancellationToken);

    /// <summary>The password goes by the environment: a command line is open to everybody on the machine.</summary>
    private async Task<bool> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(program);
        string[] where = [$"--host={connection.Host}", $"--port={connection.Port}", $"--username={connection.Username}", $"--dbname={connection.Database}"];
        foreach (var argument in where.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PGPASSWORD"] = connection.Password;
        try
        {
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            await Console.Error.WriteLineAsync($"{program} is not on the PATH. Where it is, run: {program} {string.Join(' ', where.Concat(arguments))}");
            return false;
        }
    }
}
