using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Volunteer.Benchmarks.Signups;

/// <summary>A plain C program that writes the same rows into the same file, one transaction a sign-up.</summary>
internal sealed class SqliteLoop(BenchDatabase database, Guid tenantId, int shifts, string reaction, bool idempotency, int seconds)
{
    private const string Source = "sqlite_loop.c";

    private readonly string _program = Path.Combine(database.Folder, "sqlite_loop");

    public async Task CompileAsync()
    {
        try
        {
            await OutputAsync("gcc", ["-O2", "-o", _program, Path.Combine(AppContext.BaseDirectory, "Signups", Source), "-lsqlite3"]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UsageException("The limit on SQLite is a C program: it needs gcc and SQLite's header (Debian: gcc, libsqlite3-dev).");
        }
    }

    /// <returns>How many sign-ups, and how many a second.</returns>
    public async Task<(long Count, double PerSecond)> RunAsync()
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var words = (await OutputAsync(_program, [file, tenantId.ToString().ToUpperInvariant(), Text(shifts), reaction, idempotency ? "1" : "0", Text(seconds)])).Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<string> OutputAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {await errors}");
    }
}
