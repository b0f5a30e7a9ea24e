using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Tests.Duties;

/// <summary>What a rule means, as the preview shows it and as shifts come out of it.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class RuleTests(DatabaseProvider database)
{
    private const string LastSaturday = "FREQ=MONTHLY;BYDAY=-1SA";
    private DutyStage _stage = null!;

    [OneTimeSetUp]
    public async Task SetUpOnce() => _stage = await DutyStage.NewAsync(await TestApp.ForAsync(database));

    [SetUp]
    public void SetUp() => _stage.TodayIs("2026-01-01");

    [Test]
    public async Task R1_the_last_Saturday_of_every_month_of_2026_is_neither_the_fourth_nor_the_fifth()
    {
        var draft = await _stage.DraftAsync(DutyStage.When(LastSaturday));

        Assert.Multiple(() =>
        {
            Assert.That(draft.Items("dates").Select(date => date.Text("date")), Is.EqualTo(new[]
            {
                "2026-01-31", "2026-02-28", "2026-03-28", "2026-04-25", "2026-05-30", "2026-06-27",
                "2026-07-25", "2026-08-29", "2026-09-26", "2026-10-31", "2026-11-28", "2026-12-26",
            }));
            Assert.That(draft.Items("dates").Select(date => date.Number("weekday")), Is.All.EqualTo(6));
            Assert.That(draft.GetProperty("summary").Text("kind"), Is.EqualTo("MonthlyByWeekday"));
        });
    }

    [TestCase("Hold", "2026-02-28", "2026-09-26")]
    [TestCase("Skip", null, null)]
    [TestCase("MoveBefore", "2026-02-27", "2026-09-24")]
    [TestCase("MoveAfter", "2026-03-01", "2026-09-28")]
    [TestCase("Ask", null, null)]
    public async Task R2_a_last_Saturday_that_is_a_make_up_workday_or_inside_Mid_Autumn_follows_the_policy(string policy, string? february, string? september)
    {
        var draft = await _stage.DraftAsync(DutyStage.When(LastSaturday, policy: policy));
        _stage.TodayIs("2026-02-02");
        var first = await _stage.DutyAsync(DutyStage.When(LastSaturday, policy: policy));
        _stage.TodayIs("2026-09-01");
        var second = await _stage.DutyAsync(DutyStage.When(LastSaturday, policy: policy));

        var dates = draft.Items("dates").ToDictionary(date => date.Text("originalDate")!);
        var shifts = new[] { await _stage.ShiftAsync(first, "2026-02-28"), await _stage.ShiftAsync(second, "2026-09-26") };
        Assert.Multiple(() =>
        {
            Assert.That(dates["2026-02-28"].Text("date"), Is.EqualTo(february));
            Assert.That(dates["2026-02-28"].Text("holidayKey"), Is.EqualTo("SpringFestival"));
            Assert.That(dates["2026-02-28"].GetProperty("onMakeUpWorkday").GetBoolean(), Is.True);
            Assert.That(dates["2026-09-26"].Text("date"), Is.EqualTo(september));
            Assert.That(dates["2026-09-26"].Text("holidayName"), Is.EqualTo("中秋节"));
            Assert.That(shifts.Select(shift => shift.State), Is.All.EqualTo(policy switch
            {
                "Skip" => ShiftState.Cancelled,
                "Ask" => ShiftState.NeedsDecision,
                _ => ShiftState.Open,
            }));
            if (february is not null)
            {
                Assert.That(shifts.Select(shift => shift.LocalDate.Iso()), Is.EqualTo(new[] { february, september }));
            }
        });
    }

    [Test]
    public async Task R2_a_moved_date_that_meets_another_one_makes_no_double()
    {
        _stage.TodayIs("2026-09-20");
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=MO,FR,SA", "2026-09-21", policy: "MoveAfter"));

        var days = (await _stage.ShiftsAsync(duty)).OpenDays().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(days.Take(3), Is.EqualTo(new[] { "2026-09-21", "2026-09-28", "2026-10-08" }));
            Assert.That(days, Is.Unique);
        });
    }

    [Test]
    public async Task R3_Fridays_on_holidays_are_named_and_skipped()
    {
        var skipped = new List<string?>();
        foreach (var start in new[] { "2026-02-01", "2026-04-20", "2026-06-01", "2026-09-01" })
        {
            var draft = await _stage.DraftAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", start, policy: "Skip"));
            skipped.AddRange(draft.Items("dates").Where(date => date.Text("effect") == "Skipped").Select(date => date.Text("originalDate")));
        }

        Assert.That(skipped.Distinct(), Is.EqualTo(new[] { "2026-02-20", "2026-05-01", "2026-06-19", "2026-09-25", "2026-10-02" }));
    }

    [TestCase("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-01", "Skip", "2026-01-31", "2026-03-31", "2026-05-31")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=31", "2026-01-01", "LastDay", "2026-01-31", "2026-02-28", "2026-03-31")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=30", "2026-01-01", "LastDay", "2026-01-30", "2026-02-28", "2026-03-30")]
    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "Skip", "2028-02-29", "2032-02-29", "2036-02-29")]
    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "LastDay", "2026-02-28", "2027-02-28", "2028-02-29")]
    public async Task R5_a_day_that_a_month_lacks_is_skipped_or_its_last_day(string rule, string start, string missingDay, params string[] expected)
    {
        var draft = await _stage.DraftAsync(DutyStage.When(rule, start, missingDay: missingDay));

        Assert.That(draft.Items("dates").Take(3).Select(date => date.Text("date")), Is.EqualTo(expected));
    }

    [Test]
    public async Task R6_every_second_or_fourth_week_counts_from_the_start_also_over_week_53()
    {
        _stage.TodayIs("2026-12-20");
        var everySecond = await _stage.DraftAsync(DutyStage.When("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-12-21"));
        var fourth = new List<string?>();
        foreach (var start in new[] { "2026-12-21", "2026-12-28", "2027-01-04" })
        {
            var draft = await _stage.DraftAsync(DutyStage.When("FREQ=WEEKLY;INTERVAL=4;BYDAY=MO", start));
            fourth.AddRange(draft.Items("dates").Take(2).Select(date => date.Text("date")));
        }

        Assert.Multiple(() =>
        {
            Assert.That(everySecond.Items("dates").Take(3).Select(date => date.Text("date")), Is.EqualTo(new[] { "2026-12-21", "2027-01-04", "2027-01-18" }));
            Assert.That(fourth, Is.EqualTo(new[] { "2026-12-21", "2027-01-18", "2026-12-28", "2027-01-25", "2027-01-04", "2027-02-01" }), "D, A, B and so on");
        });
    }

    [TestCase("MO", DayOfWeek.Monday)]
    [TestCase("TU", DayOfWeek.Tuesday)]
    [TestCase("WE", DayOfWeek.Wednesday)]
    [TestCase("TH", DayOfWeek.Thursday)]
    [TestCase("FR", DayOfWeek.Friday)]
    [TestCase("SA", DayOfWeek.Saturday)]
    [TestCase("SU", DayOfWeek.Sunday)]
    public async Task R7_every_weekday_works(string day, DayOfWeek expected)
    {
        var duty = await _stage.DutyAsync(DutyStage.When($"FREQ=WEEKLY;BYDAY={day}"));

        var shifts = await _stage.ShiftsAsync(duty);
        Assert.Multiple(() =>
        {
            Assert.That(shifts, Has.Count.EqualTo(8));
            Assert.That(shifts.Select(shift => shift.LocalDate.DayOfWeek), Is.All.EqualTo(expected));
        });
    }

    [Test]
    public async Task R8_an_overnight_patrol_belongs_to_its_evening_also_at_the_end_of_month_and_year()
    {
        _stage.TodayIs("2026-11-25");
        var daily = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-11-25", "22:00", minutes: 240));
        var lastDays = await _stage.DutyAsync(DutyStage.When("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-25", "22:00", minutes: 240));

        var newYearsEve = await _stage.ShiftAsync(daily, "2026-12-31");
        Assert.Multiple(async () =>
        {
            Assert.That((await _stage.ShiftsAsync(daily)).OpenDays().Count(), Is.EqualTo(56));
            Assert.That(newYearsEve.LocalDate.Iso(), Is.EqualTo("2026-12-31"));
            Assert.That(newYearsEve.StartsAt, Is.EqualTo(new DateTimeOffset(2026, 12, 31, 22, 0, 0, TimeSpan.FromHours(8))));
            Assert.That(newYearsEve.EndsAt, Is.EqualTo(new DateTimeOffset(2027, 1, 1, 2, 0, 0, TimeSpan.FromHours(8))));
            Assert.That((await _stage.ShiftsAsync(lastDays)).OpenDays(), Is.EqualTo(new[] { "2026-11-30", "2026-12-31" }));
        });
    }

    [Test]
    public async Task R9_several_times_a_day_and_two_posts_at_the_same_time_are_duties_of_their_own()
    {
        _stage.TodayIs("2026-03-02");
        var duties = new List<Guid>();
        foreach (var time in new[] { "09:00", "09:00", "15:00" })
        {
            duties.Add(await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02", time), title: "同岗同时"));
        }

        await _stage.GenerateAsync();

        var calendar = await (await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/calendar?from=2026-03-03&to=2026-03-03&clubId={_stage.ClubId}")).JsonAsync();
        var mine = calendar.Items("shifts").Where(shift => duties.Contains(shift.GetProperty("dutyId").GetGuid())).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(mine, Has.Count.EqualTo(3));
            Assert.That(mine.Select(shift => shift.GetProperty("dutyId").GetGuid()), Is.EquivalentTo(duties));
            Assert.That(mine.Select(shift => shift.Text("placeName")), Is.All.EqualTo("13号院大门"));
        });
    }

    [TestCase("FREQ=DAILY;COUNT=3", null, "2026-01-02", "2026-01-03", "2026-01-04")]
    [TestCase("FREQ=DAILY;UNTIL=20260104T235900", null, "2026-01-02", "2026-01-03", "2026-01-04")]
    [TestCase("FREQ=DAILY;UNTIL=20260104T000000", null, "2026-01-02", "2026-01-03")]
    [TestCase("FREQ=DAILY;UNTIL=20260104", null, "2026-01-02", "2026-01-03", "2026-01-04")]
    [TestCase("FREQ=DAILY", "2026-01-04", "2026-01-02", "2026-01-03", "2026-01-04")]
    public async Task R15_the_last_day_counts_whole_and_local_also_at_six_in_the_morning(string rule, string? end, params string[] expected)
    {
        var duty = await _stage.DutyAsync(DutyStage.When(rule, "2026-01-02", "06:00", end: end));

        var shifts = await _stage.ShiftsAsync(duty);
        Assert.Multiple(() =>
        {
            Assert.That(shifts.OpenDays(), Is.EqualTo(expected));
            Assert.That(shifts[0].StartsAt, Is.EqualTo(new DateTimeOffset(2026, 1, 1, 22, 0, 0, TimeSpan.Zero)), "06:00 in Shanghai is the evening before in UTC");
        });
    }

    [Test]
    public async Task R15_a_rule_without_end_goes_on_beyond_what_is_generated()
    {
        var draft = await _stage.DraftAsync(DutyStage.When("FREQ=MONTHLY;BYMONTHDAY=15", "2026-01-01"));

        Assert.That(draft.Items("dates").Last().Text("originalDate"), Is.EqualTo("2026-12-15"));
    }

    [Test]
    public async Task R19_Double_Ninth_follows_the_lunar_calendar_and_a_leap_month_its_declared_policy()
    {
        _stage.TodayIs("2025-01-02");
        var doubleNinth = await _stage.DraftAsync(DutyStage.When("LUNAR=9/9", "2025-01-01"));
        var regular = await _stage.DraftAsync(DutyStage.When("LUNAR=6/1", "2025-01-01"));
        var both = await _stage.DraftAsync(DutyStage.When("LUNAR=6/1;LEAP=BOTH", "2025-01-01"));

        Assert.Multiple(() =>
        {
            Assert.That(doubleNinth.Items("dates").Take(3).Select(date => date.Text("originalDate")), Is.EqualTo(new[] { "2025-10-29", "2026-10-18", "2027-10-08" }));
            Assert.That(regular.Items("dates").First().Text("originalDate"), Is.EqualTo("2025-06-25"));
            Assert.That(both.Items("dates").Take(2).Select(date => date.Text("originalDate")), Is.EqualTo(new[] { "2025-06-25", "2025-07-25" }));
        });
    }

    [TestCase("FREQ=DAILY;INTERVAL=0", "2026-01-01", null, 90, "Recurrence:IntervalZero")]
    [TestCase("FREQ=WEEKLY;BYDAY=", "2026-01-01", null, 90, "Recurrence:WeekdaysEmpty")]
    [TestCase("FREQ=DAILY", "2026-01-10", "2026-01-09", 90, "Recurrence:EndBeforeStart")]
    [TestCase("FREQ=DAILY", "2026-01-01", null, 0, "Recurrence:DurationOutOfRange")]
    [TestCase("FREQ=DAILY", "2026-01-01", null, -30, "Recurrence:DurationOutOfRange")]
    [TestCase("FREQ=DAILY;COUNT=10000", "2026-01-01", null, 90, "Recurrence:TooMany")]
    [TestCase("FREQ=DAILY", "2026-01-01", "2090-01-01", 90, "Recurrence:TooMany")]
    [TestCase("FREQ=DAILY", "1900-01-01", null, 90, "Recurrence:StartOutOfRange")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "2026-01-01", null, 90, "Recurrence:NeverOccurs")]
    [TestCase("每周五", "2026-01-01", null, 90, "Recurrence:UnknownPart")]
    public async Task R21_a_senseless_rule_is_refused_with_the_field_and_leaves_nothing_behind(string rule, string start, string? end, int minutes, string code)
    {
        var before = await CountAsync();
        var when = DutyStage.When(rule, start, minutes: minutes, end: end);

        var created = await _stage.CreateAsync(when);
        var previewed = await _stage.PostAsync("duties/previews", new { when });

        var problem = await created.RefusedAsync(HttpStatusCode.BadRequest, code);
        await previewed.RefusedAsync(HttpStatusCode.BadRequest, code);
        Assert.Multiple(async () =>
        {
            Assert.That(problem.GetProperty("errors").TryGetProperty("rule", out _), Is.True);
            Assert.That(problem.Text("title"), Is.Not.EqualTo(code), "it has a text");
            Assert.That(await CountAsync(), Is.EqualTo(before));
        });
    }

    private Task<(int Duties, int Shifts)> CountAsync() => _stage.Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        return (await db.Set<Duty>().CountAsync(), await db.Set<Shift>().CountAsync());
    });
}
