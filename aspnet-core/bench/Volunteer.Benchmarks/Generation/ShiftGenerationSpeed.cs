using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Settings;
using Volunteer.Platform.Tenants;
using Volunteer.Volunteering;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Benchmarks.Generation;

/// <summary>The nightly generation of shifts over many communities, again with nothing to do, and the same rows inserted plainly.</summary>
internal sealed class ShiftGenerationSpeed(BenchHost host, BenchDatabase database, int communities, int duties, int weeks, int seed)
{
    private const int DefaultWeeks = 8;
    private const string Shifts = "SELECT count(*) FROM volunteering_shifts";

    /// <summary>09:00 of a Monday in Shanghai; every duty starts later in the day.</summary>
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 2);

    private readonly List<Guid> _tenants = [];
    private long _expected;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var communities = arguments.Number("communities", 1_000);
        var duties = arguments.Number("duties", 20);
        var weeks = arguments.Number("weeks", DefaultWeeks);
        var rounds = arguments.Number("rounds", 5);
        var postgres = arguments.Text("postgres");
        var seed = arguments.Seed;
        arguments.Complete();

        await using var database = await BenchDatabase.CreateAsync(postgres);
        await using var host = await BenchHost.StartAsync(database, new FixedClock(Now));
        Console.WriteLine($"Shifts of {communities:N0} communities with {duties} duties for {weeks} weeks on {database.Provider}. {Figures.SharedMachine}");
        var speed = new ShiftGenerationSpeed(host, database, communities, duties, weeks, seed);
        await speed.SeedAsync();
        return await speed.MeasureAsync(rounds);
    }

    private async Task SeedAsync()
    {
        var random = new Random(seed);
        var street = new Street("bench", "测试街道", "Bench Street", "0371-00000000");
        var tenants = Enumerable.Range(1, communities)
            .Select(number => new Tenant(street.Id, $"bench{number}", $"测试社区{number}", $"Bench Community {number}", "0371-00000001", "测试路1号", "Asia/Shanghai"))
            .ToList();
        await host.InTenantAsync(null, async (_, db) =>
        {
            db.Add(street);
            db.AddRange(tenants);
            await db.SaveChangesAsync();
        });
        foreach (var tenant in tenants)
        {
            var place = new Place("社区广场", "Community square", "测试路1号");
            await host.InsertAsync(tenant.Id, [place]);
            await host.InsertAsync(tenant.Id, [.. Enumerable.Range(0, duties).Select(number => NewDuty(number, place, random))]);
            if (weeks != DefaultWeeks)
            {
                await host.InsertAsync(tenant.Id, [new SettingValue(VolunteeringSettings.HorizonDays, $"{7 * weeks}")]);
            }

            _tenants.Add(tenant.Id);
        }
    }

    private Duty NewDuty(int number, Place place, Random random)
    {
        var pattern = DutyPattern.Of(number, random);
        _expected += Enumerable.Range(0, 7 * weeks).Count(day => pattern.Holds(Today.AddDays(day)));
        return new Duty(
            Guid.CreateVersion7(),
            DutyKind.Volunteering,
            new DutyText($"第{number + 1}项值班", $"Duty {number + 1}", "按时到岗，注意安全。"),
            place.Id,
            new DutyWhen(pattern.Rule, new DateOnly(2026, 1, 1), EndDate: null, new TimeOnly(random.Next(10, 20), 0), random.Next(2, 9) * 30, "Skip", "Hold"),
            new DutyWho(random.Next(2, 12), [], WhoMayCome.Everyone, MinimumAge: null, Risk: null, IsDangerous: false, WithdrawUntilHoursBefore: 24));
    }

    private async Task<int> MeasureAsync(int rounds)
    {
        var verdict = new Verdict();
        await using var connection = await database.OpenAsync();
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            // The plain insert must be as durable as the product.
            await connection.ExecuteAsync("PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000;");
        }

        var (first, second, plain) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await connection.ExecuteAsync("DELETE FROM volunteering_shifts");
            await connection.ExecuteAsync("UPDATE volunteering_duties SET generated_until = NULL");
            var scheduledFor = Now.AddHours(2 * round);
            var memory = new MemoryWatch();
            var processor = Environment.CpuUsage.TotalTime;
            int failed;
            await using (memory)
            {
                (var milliseconds, failed) = await RunJobAsync(scheduledFor);
                first.Add(milliseconds);
            }

            var used = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds;

            verdict.Equal("failed communities", failed, 0);
            verdict.Equal("shifts made, as counted day by day", await connection.CountAsync(Shifts), _expected);
            var (again, failedAgain) = await RunJobAsync(scheduledFor.AddHours(1));
            second.Add(again);
            verdict.Equal("failed communities of the second run", failedAgain, 0);
            verdict.Equal("shifts after the second run", await connection.CountAsync(Shifts), _expected);
            verdict.Equal("dates made twice", await connection.CountAsync("SELECT count(*) FROM (SELECT 1 FROM volunteering_shifts GROUP BY tenant_id, series_id, original_date HAVING count(*) > 1) twice"), 0);

            var rows = await PlainRows.TakeAsync(connection, _tenants);
            await connection.ExecuteAsync("DELETE FROM volunteering_shifts");
            plain.Add(await rows.PutBackAsync(connection));
            verdict.Equal("rows put back", await connection.CountAsync(Shifts), _expected);
            Console.WriteLine($"  round {round + 1}: generation {first[^1]:N0} ms ({used:N0} ms of processor), again {second[^1]:N0} ms, plain insert {plain[^1]:N0} ms; {memory.Summary}");
        }

        verdict.Equal("recorded runs", await connection.CountAsync("SELECT count(*) FROM platform_job_runs"), 2L * rounds * communities);
        Console.WriteLine($"{_expected:N0} rows");
        Console.WriteLine($"generation         {Figures.Summary(first, "N0", "ms")}");
        Console.WriteLine($"plain insert       {Figures.Summary(plain, "N0", "ms")}: generation takes {Figures.Median(first) / Figures.Median(plain):F2} times as long");
        Console.WriteLine($"nothing left to do {Figures.Summary(second, "N0", "ms")}: {Figures.Median(second) / Figures.Median(first):P1} of the first run");
        return verdict.Close();
    }

    private async Task<(double Milliseconds, int Failed)> RunJobAsync(DateTimeOffset scheduledFor)
    {
        var start = Stopwatch.GetTimestamp();
        var failed = await host.Services.GetRequiredService<JobRunner>().RunAsync(GenerateShifts.Name, scheduledFor, CancellationToken.None);
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, failed);
    }
}
