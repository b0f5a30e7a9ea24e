using System.Diagnostics;
using Volunteer.Benchmarks.Signups;

namespace Volunteer.Benchmarks.Ledger;

/// <summary>Vouchers a second through HTTP, against pgbench calling the same function on the same server, in turn.</summary>
internal sealed class PostingRate
{
    private readonly LedgerStage _stage;
    private readonly SignupClient[] _connections;
    private readonly string[] _bodies;
    private long _next = -1;
    private long _written;
    private string? _refusal;

    private PostingRate(LedgerStage stage, SignupClient[] connections, DateOnly date)
    {
        (_stage, _connections) = (stage, connections);
        _bodies = [.. stage.Books.Select(book => LedgerStage.Body(book, date))];
    }

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var postgres = arguments.Text("postgres") ?? throw new UsageException("postings needs --postgres: pgbench speaks nothing else.");
        var clients = arguments.Number("clients", 32);
        var seconds = arguments.Number("seconds", 5);
        var rounds = arguments.Number("rounds", 5);
        var warmUps = arguments.Number("warmups", 6, least: 0);
        var books = arguments.Number("books", 200);
        var program = arguments.Text("pgbench") ?? Pgbench.Find();
        var seed = arguments.Seed;
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        await using var host = await BenchHost.StartAsync(database, TimeProvider.System);
        Console.WriteLine($"Vouchers of two lines into {books:N0} books by {clients} clients, {seconds} s a round. {Figures.SharedMachine}");
        Console.WriteLine("Both sides call funds_post_entry with the same arguments on the same tables: head, number, entry, lines, balance, chain.");
        var stage = await LedgerStage.SetAsync(host, books);
        await NumberBooksAsync(database, stage);
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => SignupClient.ConnectAsync(host.EndPoint)));
        var date = DateOnly.FromDateTime(host.Now.UtcDateTime);
        var rate = new PostingRate(stage, connections, date);
        try
        {
            var warm = new List<double>();
            while (warm.Count < warmUps && !Figures.IsSteady(warm))
            {
                warm.Add(await rate.RoundAsync(seconds));
                Console.WriteLine($"  warm-up: {warm[^1]:N0}/s");
            }

            if (warmUps > 0 && !Figures.IsSteady(warm))
            {
                Console.WriteLine("  not steady yet: no three rounds in a row agree within 10 %. Take longer or more warm-ups before believing the ratio.");
            }

            var pgbench = new Pgbench(program, database, stage.TenantId, clients, seconds);
            var script = Script(stage.TenantId, books, date);
            var (product, limit, limitRows) = (new List<double>(), new List<double>(), 0L);
            for (var round = 1; round <= rounds; round++)
            {
                product.Add(await rate.RoundAsync(seconds));
                var (count, perSecond) = await pgbench.RunAsync(script, seed + round);
                limit.Add(perSecond);
                limitRows += count;
                Console.WriteLine($"  round {round}: product {product[^1]:N0}/s, pgbench {limit[^1]:N0}/s");
            }

            Console.WriteLine($"product over HTTP       {Figures.Summary(product, "N0", "vouchers/s")}");
            Console.WriteLine($"pgbench, same function  {Figures.Summary(limit, "N0", "vouchers/s")}: ratio {Figures.Median(product) / Figures.Median(limit):F3}");
            var verdict = new Verdict();
            await using var connection = await database.OpenAsync();
            verdict.Equal("entries written by both sides", await connection.CountAsync("SELECT count(*) FROM funds_entries"), rate._written + limitRows);
            verdict.Check(rate._refusal is null, $"no voucher was refused{(rate._refusal is null ? string.Empty : $": {rate._refusal}")}");
            await LedgerStage.CheckAsync(verdict, database);
            return verdict.Close();
        }
        finally
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>So that pgbench can pick a book by a random number.</summary>
    private static async Task NumberBooksAsync(BenchDatabase database, LedgerStage stage)
    {
        var rows = string.Join(", ", stage.Books.Select((book, index) => $"({index + 1}, '{book.BookId}'::uuid, '{book.FundId}'::uuid, '{book.MoneyAccountId}'::uuid, '{book.BankId}'::uuid, '{book.IncomeId}'::uuid)"));
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            $"""
            CREATE TABLE bench_books (number int PRIMARY KEY, book uuid, fund uuid, money uuid, bank uuid, income uuid);
            INSERT INTO bench_books VALUES {rows};
            GRANT SELECT ON bench_books TO {RowLevelSecurity.AppRole};
            """);
    }

    private static string Script(Guid tenantId, int books, DateOnly date) =>
        $"\\set number random(1, {books})\n" +
        $"""
        SELECT p.r_answer FROM bench_books b, LATERAL funds_post_entry('{tenantId}', b.book, gen_random_uuid(), '{date:yyyy-MM-dd}', 'Manual', 'bench', 'pgbench', gen_random_uuid()::text,
          NULL, date_trunc('milliseconds', now()), '{tenantId}', uuid_send(gen_random_uuid()), sha256(uuid_send(gen_random_uuid())), 0,
          ARRAY[gen_random_uuid(), gen_random_uuid()], ARRAY[b.bank, b.income], ARRAY[100, -100]::bigint[], ARRAY[b.fund, b.fund], ARRAY[b.money, NULL], ARRAY[NULL, NULL]::uuid[],
          ARRAY[NULL, NULL]::uuid[], ARRAY[NULL, NULL]::uuid[], ARRAY[NULL, NULL]::uuid[], ARRAY[NULL, NULL]::text[], ARRAY[NULL, NULL]::text[], ARRAY[b.fund], ARRAY[100]::bigint[], ARRAY[b.money]) p
        WHERE b.number = :number;
        """.ReplaceLineEndings(" ") + "\n";

    private async Task<double> RoundAsync(int seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(_connections.Select(connection => Task.Run(() => ClientAsync(connection, start, seconds))));
        _written += counts.Sum();
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task<long> ClientAsync(SignupClient connection, long start, int seconds)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var book = (int)(Interlocked.Increment(ref _next) % _bodies.Length);
            var answer = await connection.PostAsync(_stage.Token, $"/api/funds/books/{_stage.Books[book].BookId}/entries", _bodies[book], idempotencyKey: null, CancellationToken.None);
            if (answer.Status == 201)
            {
                count++;
            }
            else
            {
                _refusal ??= answer.Body;
            }
        }

        return count;
    }
}
