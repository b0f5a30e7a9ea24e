using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Benchmarks.Signups;

/// <summary>
/// Sign-ups a second through HTTP, in turn against the same rows written by pgbench on the same server, or on SQLite by a C
/// program into the same file.
/// </summary>
internal sealed class SignupRate
{
    private const int Places = 100_000_000;
    private const int Stride = 7919;

    private readonly SignupStage _stage;
    private readonly SignupClient[] _connections;
    private readonly int _shifts;
    private readonly bool _idempotency;
    private readonly bool _hot;
    private readonly ConcurrentBag<double> _milliseconds = [];
    private long _next = -1;
    private long _written;
    private string? _refusal;
    private double _processor;

    private SignupRate(SignupStage stage, SignupClient[] connections, int shifts, bool idempotency, bool hot) =>
        (_stage, _connections, _shifts, _idempotency, _hot) = (stage, connections, shifts, idempotency, hot);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var postgres = arguments.Text("postgres");
        var clients = arguments.Number("clients", 32);
        var seconds = arguments.Number("seconds", 5);
        var rounds = arguments.Number("rounds", 5);
        var warmUps = arguments.Number("warmups", 12, least: 0);
        var shifts = arguments.Number("shifts", 1_000);
        var people = arguments.Number("people", 1_000);
        var idempotency = arguments.Text("idempotency") == "yes";
        var hot = arguments.Text("hot") == "yes";
        var program = arguments.Text("pgbench");
        var seed = arguments.Seed;
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        await using var host = await BenchHost.StartAsync(database, TimeProvider.System);
        Console.WriteLine($"Sign-ups on {database.Provider} {(hot ? "for one shift at a time" : $"over {shifts:N0} shifts")} by {clients} clients, {seconds} s a round. {Figures.SharedMachine}");
        Console.WriteLine($"Both sides write the sign-up, its audit row and its outbox row{(idempotency ? " and the kept answer" : string.Empty)} into the same tables{(postgres is null ? ", durably (synchronous=FULL), the C program one transaction a sign-up and without reading the rules" : "; 'bare' leaves out all but the sign-up")}.");
        var stage = await SignupStage.SetAsync(host, people, [.. Enumerable.Repeat(Places, shifts)]);
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => SignupClient.ConnectAsync(host.EndPoint)));
        var rate = new SignupRate(stage, connections, shifts, idempotency, hot);
        try
        {
            await rate.WarmUpAsync(warmUps, seconds);

            var reaction = host.Services.GetServices<Reaction>().Single(candidate => candidate.News == typeof(SignupConfirmed)).Name;
            var (limitRows, slimRows) = postgres is null
                ? (await rate.AgainstLoopAsync(new SqliteLoop(database, stage.TenantId, hot ? 1 : shifts, reaction, idempotency, seconds), rounds, seconds), 0)
                : await rate.AgainstPgbenchAsync(
                    new Pgbench(program ?? Pgbench.Find(), database, stage.TenantId, clients, seconds),
                    (SignupScripts.Full(stage.TenantId, hot ? 1 : shifts, reaction, idempotency), SignupScripts.Bare(stage.TenantId, hot ? 1 : shifts)),
                    rounds,
                    seconds,
                    seed);
            return await rate.CheckAsync(database, reaction, limitRows, slimRows);
        }
        finally
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    private async Task<(long LimitRows, long SlimRows)> AgainstPgbenchAsync(Pgbench pgbench, (string Full, string Bare) scripts, int rounds, int seconds, int seed)
    {
        var (product, limit, slim) = (new List<double>(), new List<double>(), new List<double>());
        var (limitRows, slimRows) = (0L, 0L);
        for (var round = 1; round <= rounds; round++)
        {
            product.Add(await RoundAsync(seconds));
            var times = Times();
            var (count, perSecond) = await pgbench.RunAsync(scripts.Full, seed + round);
            limit.Add(perSecond);
            limitRows += count;
            (count, perSecond) = await pgbench.RunAsync(scripts.Bare, seed + round);
            slim.Add(perSecond);
            slimRows += count;
            Console.WriteLine($"  round {round}: product {product[^1]:N0}/s ({times}), pgbench {limit[^1]:N0}/s, bare {slim[^1]:N0}/s");
        }

        Console.WriteLine($"product over HTTP   {Figures.Summary(product, "N0", "sign-ups/s")}");
        Console.WriteLine($"pgbench, same rows  {Figures.Summary(limit, "N0", "sign-ups/s")}: ratio {Figures.Median(product) / Figures.Median(limit):F3}");
        Console.WriteLine($"pgbench, bare       {Figures.Summary(slim, "N0", "sign-ups/s")}: ratio {Figures.Median(product) / Figures.Median(slim):F3}");
        return (limitRows, slimRows);
    }

    private async Task<long> AgainstLoopAsync(SqliteLoop loop, int rounds, int seconds)
    {
        await loop.CompileAsync();
        var (product, limit) = (new List<double>(), new List<double>());
        var rows = 0L;
        for (var round = 1; round <= rounds; round++)
        {
            product.Add(await RoundAsync(seconds));
            var times = Times();
            var (count, perSecond) = await loop.RunAsync();
            limit.Add(perSecond);
            rows += count;
            Console.WriteLine($"  round {round}: product {product[^1]:N0}/s ({times}), C loop {limit[^1]:N0}/s");
        }

        Console.WriteLine($"product over HTTP  {Figures.Summary(product, "N0", "sign-ups/s")}");
        Console.WriteLine($"C loop, same rows  {Figures.Summary(limit, "N0", "sign-ups/s")}: ratio {Figures.Median(product) / Figures.Median(limit):F3}");
        return rows;
    }

    /// <summary>Of the last round.</summary>
    private string Times()
    {
        var sorted = _milliseconds.Order().ToList();
        return $"p50 {Figures.Percentile(sorted, 0.5):N1} ms, p99 {Figures.Percentile(sorted, 0.99):N1} ms, {_processor:F2} ms of processor each, generator included";
    }

    /// <summary>Until three rounds agree within a tenth.</summary>
    private async Task WarmUpAsync(int most, int seconds)
    {
        var rates = new List<double>();
        while (rates.Count < most && !Figures.IsSteady(rates))
        {
            rates.Add(await RoundAsync(seconds));
            Console.WriteLine($"  warm-up: {rates[^1]:N0}/s ({_processor:F2} ms of processor each)");
        }

        if (most > 0 && !Figures.IsSteady(rates))
        {
            Console.WriteLine("  not steady yet: no three rounds in a row agree within 10 %. Take longer or more warm-ups before believing the ratio.");
        }
    }

    private async Task<double> RoundAsync(int seconds)
    {
        _milliseconds.Clear();
        var start = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var counts = await Task.WhenAll(_connections.Select(connection => Task.Run(() => ClientAsync(connection, start, seconds))));
        _written += counts.Sum();
        _processor = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Math.Max(1, counts.Sum());
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private async Task<long> ClientAsync(SignupClient connection, long start, int seconds)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            // Every pair of person and shift once, neighbours on different shifts.
            var (turn, person) = Math.DivRem(Interlocked.Increment(ref _next), _stage.Tokens.Count);
            if (turn >= _shifts)
            {
                throw new UsageException("Everybody has signed up for everything: take more --people or more --shifts.");
            }

            var shift = _hot ? (int)turn + 1 : (int)(((person * Stride) + turn) % _shifts) + 1;
            var key = _idempotency ? Guid.NewGuid().ToString() : null;
            var from = Stopwatch.GetTimestamp();
            var answer = await connection.SignUpAsync(_stage.Tokens[(int)person], SignupStage.ShiftId(shift), key, CancellationToken.None);
            _milliseconds.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (answer.Status == 200)
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

    private async Task<int> CheckAsync(BenchDatabase database, string reaction, long limitRows, long slimRows)
    {
        var verdict = new Verdict();
        await using var connection = await database.OpenAsync();
        var signups = await connection.CountAsync("SELECT count(*) FROM volunteering_signups");
        verdict.Equal("sign-ups written by both sides", signups, _written + limitRows + slimRows);
        verdict.Equal("oversold shifts", await connection.CountAsync("SELECT count(*) FROM volunteering_shifts WHERE taken > places"), 0);
        verdict.Equal(
            "shifts whose taken is not their confirmed and offered",
            await connection.CountAsync(
                """
                SELECT count(*) FROM volunteering_shifts s WHERE s.taken <> (
                  SELECT count(*) FROM volunteering_signups e WHERE e.tenant_id = s.tenant_id AND e.shift_id = s.id AND e.state IN ('Confirmed', 'Offered'))
                """),
            0);
        verdict.Equal("people twice on a shift", await connection.CountAsync("SELECT count(*) FROM (SELECT 1 FROM volunteering_signups GROUP BY tenant_id, shift_id, person_id HAVING count(*) > 1) twice"), 0);
        verdict.Equal("audit rows", await connection.CountAsync("SELECT count(*) FROM platform_audit_entries WHERE thing = 'Signup'"), signups - slimRows);
        verdict.Equal("outbox rows", await connection.CountAsync("SELECT count(*) FROM platform_outbox WHERE reaction = @reaction", ("reaction", reaction)), signups - slimRows);
        verdict.Equal("bare sign-ups", await connection.CountAsync("SELECT count(*) FROM volunteering_signups WHERE override_reason = @mark", ("mark", SignupScripts.BareMark)), slimRows);
        if (_idempotency)
        {
            verdict.Equal("kept answers", await connection.CountAsync("SELECT count(*) FROM platform_idempotent_answers WHERE status = 200"), signups - slimRows);
        }

        verdict.Check(_refusal is null, $"no sign-up was refused{(_refusal is null ? string.Empty : $": {_refusal}")}");
        return verdict.Close();
    }
}
