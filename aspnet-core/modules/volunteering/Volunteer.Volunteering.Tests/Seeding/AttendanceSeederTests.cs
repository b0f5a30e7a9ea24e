using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Seeding;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Seeding;

internal sealed class DrawTests
{
    private static readonly Draw Any = new(20251101, "night-patrol", new DateOnly(2026, 3, 9));

    [Test]
    public void The_same_question_always_has_the_same_answer() => Assert.Multiple(() =>
    {
        Assert.That(Any.Of("late", "hao-tiejun"), Is.EqualTo(new Draw(20251101, "night-patrol", new DateOnly(2026, 3, 9)).Of("late", "hao-tiejun")));
        Assert.That(Any.Of("late", "hao-tiejun"), Is.Not.EqualTo(Any.Of("late", "luo-zhenhua")));
        Assert.That(Any.Of("late", "hao-tiejun"), Is.Not.EqualTo((Any with { Date = new DateOnly(2026, 3, 10) }).Of("late", "hao-tiejun")));
        Assert.That(Any.Of("late", "hao-tiejun"), Is.Not.EqualTo((Any with { Seed = 1 }).Of("late", "hao-tiejun")));
    });

    [Test]
    public void Chances_come_out_as_the_profile_says()
    {
        var chosen = Enumerable.Range(0, 4000).Select(index => Any.Choose("outcome", $"p{index}", 0.93, 0.05, 0.02)).GroupBy(choice => choice).ToDictionary(group => group.Key, group => group.Count());
        var between = Enumerable.Range(0, 500).Select(index => Any.Between(4, 6, "count", $"p{index}")).Distinct().Order();

        Assert.That(chosen[0], Is.InRange(3650, 3790));
        Assert.That(chosen[1], Is.InRange(140, 260));
        Assert.That(chosen[2], Is.InRange(40, 130));
        Assert.That(between, Is.EqualTo(new[] { 4, 5, 6 }));
    }
}

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class AttendanceSeederTests(DatabaseProvider database)
{
    private const string Community = "huaixiangli";

    [Test]
    public async Task A_year_of_attendance_keeps_every_rule_and_a_second_run_changes_nothing()
    {
        var app = await TestApp.ForAsync(database);
        app.Clock.Set(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(8)));
        await app.InTenantAsync(null, services => DemoData.SeedAsync(services, Folder(), CancellationToken.None));
        var first = await IdsAsync(app);
        var watch = Stopwatch.StartNew();
        await SeedAsync(app);
        await TestContext.Out.WriteLineAsync($"second run {watch.Elapsed.TotalSeconds:F1} s, {first.Count} records");

        Assert.That(await IdsAsync(app), Is.EquivalentTo(first));
        await app.InTenantAsync(SeedIds.Community(Community), async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var hours = await db.Set<HoursEntry>().AsNoTracking().ToListAsync();
            var shifts = await db.Set<Shift>().AsNoTracking().ToDictionaryAsync(s => s.Id);
            var signups = await db.Set<Signup>().AsNoTracking().ToListAsync();
            Assert.Multiple(() =>
            {
                Assert.That(signups, Has.Count.InRange(8000, 12_000));
                Assert.That(hours.Select(e => shifts[e.ShiftId].Kind), Is.All.EqualTo(DutyKind.Volunteering));
                Assert.That(hours.Where(e => e.DecidedBy is not null).Select(e => e.DecidedBy == e.PersonId || e.DecidedBy == e.EnteredBy), Is.All.False, "never one's own, never what one typed");
                Assert.That(hours.Where(e => e.Grade is EvidenceGrade.BackEntry).Select(e => e is { EnteredBy: not null, Reason: not null, Evidence: not null }), Is.All.True);
                Assert.That(hours.Where(e => e.State is HoursState.Proposed).Select(e => e.LocalDate), Is.Not.Empty.And.All.GreaterThanOrEqualTo(new DateOnly(2026, 11, 14)), "only the last days wait");
                Assert.That(hours.Select(e => e.Minutes), Is.All.Positive);
                Assert.That(hours.Select(e => e.Minutes <= (shifts[e.ShiftId].EndsAt - shifts[e.ShiftId].StartsAt).TotalMinutes), Is.All.True);
                Assert.That(Overlapping(signups), Is.Empty, "nobody in two places");
                Assert.That(shifts.Values.Where(s => s.StartsAt < app.Clock.GetUtcNow() && s.Taken > s.Places), Is.Empty);
            });
            Assert.That(await db.Set<AttendanceRecord>().CountAsync(r => r.Outcome == AttendanceOutcome.NoShow), Is.InRange(50, 500));
        });
    }

    private static IEnumerable<Signup> Overlapping(IEnumerable<Signup> signups) => signups.GroupBy(s => s.PersonId)
        .SelectMany(person => person.OrderBy(s => s.StartsAt).Zip(person.OrderBy(s => s.StartsAt).Skip(1)))
        .Where(pair => pair.Second.StartsAt < pair.First.EndsAt)
        .Select(pair => pair.Second);

    private static Task<List<Guid>> IdsAsync(TestApp app) => app.InTenantAsync(SeedIds.Community(Community), async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        return (await db.Set<AttendanceRecord>().Select(r => r.Id).ToListAsync())
            .Concat(await db.Set<HoursEntry>().Select(e => e.Id).ToListAsync())
            .Concat(await db.Set<Signup>().Select(s => s.Id).ToListAsync())
            .ToList();
    });

    private static Task SeedAsync(TestApp app) => app.InTenantAsync(null, services =>
        services.GetServices<ISeeder>().OfType<AttendanceSeeder>().Single().SeedAsync(Folder(), CancellationToken.None));

    private static SeedFolder Folder() => new(Path.Combine(TestContext.CurrentContext.TestDirectory, "Seed"));
}
