using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Benchmarks.Signups;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Benchmarks.CheckIns;

/// <summary>
/// Check-ins a second through HTTP by the scanned code, against the same rows written by pgbench, in turn. Everybody arrives
/// once, so each request also reads a session that no earlier request has left in memory.
/// </summary>
internal sealed class CheckInRate(BenchHost host, SignupStage stage, SignupClient[] connections, int shifts)
{
    private long _next = -1;
    private long _written;
    private string? _refusal;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var postgres = arguments.Text("postgres") ?? throw new UsageException("checkins needs --postgres: pgbench speaks nothing else.");
        var clients = arguments.Number("clients", 32);
        var seconds = arguments.Number("seconds", 4);
        var rounds = arguments.Number("rounds", 5);
        var warmUps = arguments.Number("warmups", 5, least: 0);
        var shifts = arguments.Number("shifts", 200);
        var people = arguments.Number("people", 60_000);
        var program = arguments.Text("pgbench") ?? Pgbench.Find();
        var seed = arguments.Seed;
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        await using var host = await BenchHost.StartAsync(database, TimeProvider.System);
        Console.WriteLine($"Check-ins at {shifts:N0} shifts by {clients} clients, {seconds} s a round, everybody once. {Figures.SharedMachine}");
        var stage = await SignupStage.SetAsync(host, people, [.. Enumerable.Repeat(people, shifts)], isNow: true);
        await SignUpAsync(host, database, stage, shifts);
        var connections = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => SignupClient.ConnectAsync(host.EndPoint)));
        try
        {
            var rate = new CheckInRate(host, stage, connections, shifts);
            var warm = new List<double>();
            while (warm.Count < warmUps && !Figures.IsSteady(warm))
            {
                warm.Add((await rate.RoundAsync(seconds)).PerSecond);
                Console.WriteLine($"  warm-up: {warm[^1]:N0}/s");
            }

            var pgbench = new Pgbench(program, database, stage.TenantId, clients, seconds);
            var script = CheckInScript.Text(stage.TenantId, shifts);
            var (product, limit) = (new List<double>(), new List<double>());
            var limitRows = 0L;
            for (var round = 1; round <= rounds; round++)
            {
                var (perSecond, processor) = await rate.RoundAsync(seconds);
                product.Add(perSecond);
                var (count, pgbenchPerSecond) = await pgbench.RunAsync(script, seed + round);
                limit.Add(pgbenchPerSecond);
                limitRows += count;
                Console.WriteLine($"  round {round}: product {perSecond:N0}/s ({processor:F2} ms of processor each, generator included), pgbench {pgbenchPerSecond:N0}/s");
            }

            Console.WriteLine($"product over HTTP   {Figures.Summary(product, "N0", "check-ins/s")}");
            Console.WriteLine($"pgbench, same rows  {Figures.Summary(limit, "N0", "check-ins/s")}: ratio {Figures.Median(product) / Figures.Median(limit):F3}");
            return await rate.CheckAsync(database, limitRows);
        }
        finally
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    /// <summary>Person number n is expected at shift number n modulo shifts.</summary>
    private static async Task SignUpAsync(BenchHost host, BenchDatabase database, SignupStage stage, int shifts)
    {
        var byNumber = new Dictionary<Guid, Shift>();
        await host.InTenantAsync(stage.TenantId, (_, db) =>
        {
            foreach (var shift in db.Set<Shift>())
            {
                byNumber.Add(shift.Id, shift);
            }

            return Task.CompletedTask;
        });
        foreach (var chunk in stage.People.Select((person, index) => new Signup(
            byNumber[SignupStage.ShiftId((index % shifts) + 1)], person, roleKey: null, SignupState.Confirmed, waitlistNumber: null, person, host.Now)).Chunk(5_000))
        {
            await host.InsertAsync(stage.TenantId, chunk);
        }

        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("UPDATE volunteering_shifts s SET taken = (SELECT count(*) FROM volunteering_signups e WHERE e.tenant_id = s.tenant_id AND e.shift_id = s.id)");
        await connection.ExecuteAsync("ANALYZE");
    }

    private async Task<(double PerSecond, double Processor)> RoundAsync(int seconds)
    {
        // The codes change every half minute.
        var codes = host.Services.GetRequiredService<CheckInCodes>();
        string[] bodies = [.. Enumerable.Range(1, shifts).Select(number => $$"""{"token":"{{codes.Now(stage.TenantId, SignupStage.ShiftId(number)).Token}}"}""")];
        var start = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        var counts = await Task.WhenAll(connections.Select(connection => Task.Run(() => ClientAsync(connection, bodies, start, seconds))));
        _written += counts.Sum();
        return (counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Math.Max(1, counts.Sum()));
    }

    private async Task<long> ClientAsync(SignupClient connection, string[] bodies, long start, int seconds)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var person = Interlocked.Increment(ref _next);
            if (person >= stage.Tokens.Count)
            {
                throw new UsageException("Everybody is here: take more --people.");
            }

            var answer = await connection.PostAsync(stage.Tokens[(int)person], "/api/volunteering/check-ins", bodies[person % shifts], Guid.NewGuid().ToString(), CancellationToken.None);
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

    private async Task<int> CheckAsync(BenchDatabase database, long limitRows)
    {
        var verdict = new Verdict();
        await using var connection = await database.OpenAsync();
        var records = await connection.CountAsync("SELECT count(*) FROM volunteering_attendance WHERE outcome = 'CheckedIn'");
        verdict.Equal("check-ins written by both sides", records, _written + limitRows);
        verdict.Equal("people twice on a shift", await connection.CountAsync("SELECT count(*) FROM (SELECT 1 FROM volunteering_attendance GROUP BY tenant_id, shift_id, person_id HAVING count(*) > 1) twice"), 0);
        verdict.Equal("used codes", await connection.CountAsync("SELECT count(*) FROM volunteering_used_codes"), records);
        verdict.Equal("audit rows", await connection.CountAsync("SELECT count(*) FROM platform_audit_entries WHERE thing = 'AttendanceRecord'"), records);
        verdict.Equal("kept answers", await connection.CountAsync("SELECT count(*) FROM platform_idempotent_answers WHERE status = 200"), records);
        verdict.Check(_refusal is null, $"no check-in was refused{(_refusal is null ? string.Empty : $": {_refusal}")}");
        return verdict.Close();
    }
}
