using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Volunteer.Benchmarks.Signups;

/// <summary>PostgreSQL's own load generator, with one prepared statement a script.</summary>
internal sealed partial class Pgbench(string program, BenchDatabase database, Guid tenantId, int clients, int seconds)
{
    private readonly NpgsqlConnectionStringBuilder _connection = new(database.ConnectionString);

    /// <summary>In the path, or where Debian's package puts it.</summary>
    public static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).ToList();
        const string Debian = "/usr/lib/postgresql";
        if (Directory.Exists(Debian))
        {
            folders.AddRange(Directory.GetDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")));
        }

        return folders.Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists)
            ?? throw new UsageException("pgbench is missing: it comes with Debian's package postgresql (or name it with --pgbench).");
    }

    /// <returns>How many transactions, and how many a second.</returns>
    public async Task<(long Count, double PerSecond)> RunAsync(string script, int seed)
    {
        var file = Path.Combine(database.Folder, "pgbench.sql");
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--no-vacuum",
                "--protocol=prepared",
                $"--client={clients}",
                $"--jobs={Math.Min(clients, Environment.ProcessorCount)}",
                $"--time={seconds}",
                $"--random-seed={seed}",
                $"--file={file}",
                $"--host={_connection.Host}",
                $"--port={_connection.Port}",
                $"--username={_connection.Username}",
                _connection.Database!,
            },
        };

        // The same role and the same row-level walls as the product's connections.
        start.Environment["PGOPTIONS"] = $"-c role={RowLevelSecurity.AppRole} -c app.tenant_id={tenantId}";
        start.Environment["PGPASSWORD"] = _connection.Password ?? string.Empty;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"pgbench failed: {await errors}");
        }

        return (long.Parse(Processed().Match(output).Groups["n"].Value, CultureInfo.InvariantCulture), double.Parse(PerSecond().Match(output).Groups["n"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"actually processed: (?<n>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Processed();

    [GeneratedRegex(@"tps = (?<n>[\d.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PerSecond();
}
