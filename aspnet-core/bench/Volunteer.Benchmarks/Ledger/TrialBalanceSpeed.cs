using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using Volunteer.Funds.Reports;

namespace Volunteer.Benchmarks.Ledger;

/// <summary>The trial balance of one large book, against the plain-text tools on the same entries.</summary>
internal static partial class TrialBalanceSpeed
{
    private const int Days = 2_000;
    private const int LargestFen = 100_000;

    private static readonly string[] Incomes = ["410101", "410102", "4301", "4501", "4901"];
    private static readonly string[] Costs = ["5101", "5201", "5301", "5401"];

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var postgres = arguments.Text("postgres") ?? throw new UsageException("trial needs --postgres.");
        var entries = arguments.Number("entries", 1_000_000);
        var rounds = arguments.Number("rounds", 5);
        var tools = (arguments.Text("tools") ?? "hledger,ledger").Split(',');
        var random = new Random(arguments.Seed);
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        await using var host = await BenchHost.StartAsync(database, TimeProvider.System);
        var stage = await LedgerStage.SetAsync(host, books: 1);
        var journal = Path.Combine(database.Folder, "book.journal");
        Console.WriteLine($"Trial balance over {entries:N0} entries of two lines. {Figures.SharedMachine}");
        var wanted = await FillAsync(database, stage, journal, entries, random);

        var verdict = new Verdict();
        var product = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            IReadOnlyList<BalanceRow> rows = [];
            await host.InTenantAsync(stage.TenantId, async (services, _) =>
                rows = await services.GetRequiredService<Balances>().ReadAsync(stage.Books[0].BookId, LedgerStage.OpensOn, LedgerStage.OpensOn.AddDays(Days), CancellationToken.None));
            if (round == 0)
            {
                verdict.Check(rows.Count == wanted.Count && rows.All(row => wanted[row.Account.Code] == row.Closing), "the product's figures are those of the generator");
                continue;
            }

            product.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine($"product  {Figures.Summary(product, "N0", "ms")}");
        foreach (var tool in tools)
        {
            await CompareAsync(tool, journal, rounds, product, wanted, verdict);
        }

        return verdict.Close();
    }

    private static async Task CompareAsync(string tool, string journal, int rounds, List<double> product, Dictionary<string, long> wanted, Verdict verdict)
    {
        var times = new List<double>();
        var output = string.Empty;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var process = new ProcessStartInfo(tool) { RedirectStandardOutput = true, UseShellExecute = false, ArgumentList = { "-f", journal, "balance", "--flat" } };
            process.Environment["LANG"] = "C.UTF-8";
            try
            {
                using var running = Process.Start(process)!;
                output = await running.StandardOutput.ReadToEndAsync();
                await running.WaitForExitAsync();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Console.WriteLine($"{tool}: not installed (Debian's package {tool})");
                return;
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var found = Figure().Matches(output).ToDictionary(
            match => match.Groups["code"].Value,
            match => (long)(decimal.Parse(match.Groups["yuan"].Value, NumberStyles.Number, CultureInfo.InvariantCulture) * 100),
            StringComparer.Ordinal);
        Console.WriteLine($"{tool,-8} {Figures.Summary(times, "N0", "ms")}: {Figures.Median(times) / Figures.Median(product):F0} times as long");
        verdict.Check(found.Count == wanted.Count && found.All(pair => wanted[pair.Key] == pair.Value), $"{tool} has the same figures");
    }

    /// <summary>The same entries into the tables and into a journal; the triggers are off, as every entry is right by the way it is made.</summary>
    private static async Task<Dictionary<string, long>> FillAsync(BenchDatabase database, LedgerStage stage, string journal, int entries, Random random)
    {
        var book = stage.Books[0];
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var connection = (NpgsqlConnection)await database.OpenAsync();
        var codes = new Dictionary<string, Guid>(StringComparer.Ordinal);
        await using (var command = new NpgsqlCommand("SELECT code, id FROM funds_accounts WHERE book_id = $1", connection) { Parameters = { new() { Value = book.BookId } } })
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                codes[reader.GetString(0)] = reader.GetGuid(1);
            }
        }

        var made = Enumerable.Range(1, entries).Select(number => (
            Id: new Guid($"00000000-0000-7000-8000-{number:x12}"),
            Number: number,
            Date: LedgerStage.OpensOn.AddDays((int)((long)number * Days / (entries + 1))),
            Code: number % 3 == 0 ? Costs[random.Next(Costs.Length)] : Incomes[random.Next(Incomes.Length)],
            Fen: (long)random.Next(1, LargestFen))).ToList();
        await connection.ExecuteAsync("SET session_replication_role = replica");
        await using (var copy = await connection.BeginBinaryImportAsync("COPY funds_entries (tenant_id, id, book_id, seq, year, number, date, kind, text, source_type, source_id, line_count, posted_at, salt, content_hash, hash) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var entry in made)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(stage.TenantId);
                await copy.WriteAsync(entry.Id);
                await copy.WriteAsync(book.BookId);
                await copy.WriteAsync((long)entry.Number);
                await copy.WriteAsync(entry.Date.Year);
                await copy.WriteAsync(entry.Number);
                await copy.WriteAsync(entry.Date);
                await copy.WriteAsync("Manual");
                await copy.WriteAsync("bench");
                await copy.WriteAsync("bench");
                await copy.WriteAsync(entry.Number.ToString(CultureInfo.InvariantCulture));
                await copy.WriteAsync(2);
                await copy.WriteAsync(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
                await copy.WriteAsync(Array.Empty<byte>());
                await copy.WriteAsync(Array.Empty<byte>());
                await copy.WriteAsync(Array.Empty<byte>());
            }

            await copy.CompleteAsync();
        }

        await using (var text = new StreamWriter(journal))
        await using (var copy = await connection.BeginBinaryImportAsync("COPY funds_entry_lines (tenant_id, id, entry_id, position, book_id, date, account_id, fen, fund_id) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var entry in made)
            {
                var fen = entry.Code[0] == '4' ? -entry.Fen : entry.Fen;
                await text.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entry.Date:yyyy-MM-dd} bench\n    A:{entry.Code}  {fen / 100m:0.00} CNY\n    A:1002  {-fen / 100m:0.00} CNY\n\n"));
                await WriteLineAsync(1, entry.Code, fen);
                await WriteLineAsync(2, "1002", -fen);

                async Task WriteLineAsync(int position, string code, long amount)
                {
                    sums[code] = sums.GetValueOrDefault(code) + amount;
                    await copy.StartRowAsync();
                    await copy.WriteAsync(stage.TenantId);
                    await copy.WriteAsync(new Guid($"00000000-0000-7000-900{position}-{entry.Number:x12}"));
                    await copy.WriteAsync(entry.Id);
                    await copy.WriteAsync(position);
                    await copy.WriteAsync(book.BookId);
                    await copy.WriteAsync(entry.Date);
                    await copy.WriteAsync(codes[code]);
                    await copy.WriteAsync(amount);
                    await copy.WriteAsync(book.FundId);
                }
            }

            await copy.CompleteAsync();
        }

        await connection.ExecuteAsync("SET session_replication_role = DEFAULT; ANALYZE funds_entry_lines");
        return sums;
    }

    [GeneratedRegex(@"(?<yuan>-?[\d,]+\.\d\d) CNY\s+A:(?<code>\d+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Figure();
}
