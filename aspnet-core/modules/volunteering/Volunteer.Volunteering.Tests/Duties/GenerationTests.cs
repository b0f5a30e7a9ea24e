using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Tests.Duties;

/// <summary>R10: whatever the scheduler does, every date comes once.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class GenerationTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private DutyStage _stage = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _stage = await DutyStage.NewAsync(_app);
        _stage.TodayIs("2026-03-02");
    }

    [Test]
    public async Task R10_running_the_job_again_adds_only_what_is_new()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        var first = await _stage.ShiftsAsync(duty);
        await _stage.GenerateAsync();
        var again = await _stage.ShiftsAsync(duty);
        _stage.TodayIs("2026-03-03");
        await _stage.GenerateAsync();
        var nextDay = await _stage.ShiftsAsync(duty);

        Assert.Multiple(() =>
        {
            Assert.That(first.OpenDays().First(), Is.EqualTo("2026-03-02"), "09:00 today has not begun at 08:00");
            Assert.That(first, Has.Count.EqualTo(56));
            Assert.That(again.Select(shift => shift.Id), Is.EqualTo(first.Select(shift => shift.Id)));
            Assert.That(nextDay.OpenDays(), Is.EqualTo(first.OpenDays().Append("2026-04-27")));
        });
    }

    [Test]
    public async Task R10_a_run_with_nothing_to_do_is_on_record_once_like_any_other()
    {
        await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        var at = _app.Clock.GetUtcNow().AddMinutes(7);
        var runner = _app.Services.GetRequiredService<JobRunner>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => runner.RunAsync(GenerateShifts.Name, at, CancellationToken.None)));

        var runs = await _stage.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<JobRun>()
            .Where(run => run.TenantId == _stage.Community.TenantId && run.Job == GenerateShifts.Name && run.ScheduledFor == at)
            .ToListAsync());
        Assert.That(runs.Select(run => (run.State, run.Attempts)), Is.EqualTo(new[] { (JobRunState.Succeeded, 1) }));
    }

    [Test]
    public async Task R10_many_runs_in_parallel_make_every_date_once()
    {
        var duties = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            duties.Add(await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02")));
        }

        _stage.TodayIs("2026-03-22");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GenerateHereAsync()));

        foreach (var duty in duties)
        {
            var days = (await _stage.ShiftsAsync(duty)).OpenDays().ToList();
            Assert.That(days, Is.EqualTo(Enumerable.Range(0, 76).Select(day => new DateOnly(2026, 3, 2).AddDays(day).Iso())));
        }
    }

    [Test]
    public async Task R10_a_crash_in_the_middle_leaves_nothing_half_done()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        _stage.TodayIs("2026-03-12");

        await _stage.Community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var made = await services.GetRequiredService<ShiftGeneration>().CatchUpAsync(CancellationToken.None);
            Assert.That(made, Is.EqualTo(10));

            // The process dies here: no commit.
        });
        var afterCrash = await _stage.ShiftsAsync(duty);
        await _stage.GenerateAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(afterCrash, Has.Count.EqualTo(56));
            Assert.That((await _stage.ShiftsAsync(duty)).OpenDays(), Is.EqualTo(Enumerable.Range(0, 66).Select(day => new DateOnly(2026, 3, 2).AddDays(day).Iso())));
        });
    }

    [TestCase("2026-04-11", Description = "40 days, shorter than the horizon")]
    [TestCase("2026-07-10", Description = "130 days, longer than the horizon")]
    public async Task R10_after_weeks_of_downtime_there_is_no_gap_ahead_no_double_and_nothing_in_the_past(string today)
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        var before = (await _stage.ShiftsAsync(duty)).Select(shift => shift.Id).ToList();
        _stage.TodayIs(today);
        var now = _app.Clock.GetUtcNow();

        await _stage.GenerateAsync();

        var shifts = await _stage.ShiftsAsync(duty);
        var first = DateOnly.ParseExact(today, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(shifts.Where(shift => shift.StartsAt > now).OpenDays(), Is.EqualTo(Enumerable.Range(0, 56).Select(day => first.AddDays(day).Iso())));
            Assert.That(shifts.Where(shift => !before.Contains(shift.Id)).Select(shift => shift.StartsAt), Is.All.GreaterThan(now));
        });
    }

    [Test]
    public async Task R10_a_date_that_the_calendar_moved_past_today_is_not_lost_in_a_downtime()
    {
        _stage.TodayIs("2026-07-01");
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=MONTHLY;BYDAY=-1SA", "2026-07-01", policy: "MoveAfter"));
        _stage.TodayIs("2026-09-27");

        await _stage.GenerateAsync();

        Assert.That((await _stage.ShiftAsync(duty, "2026-09-26")).LocalDate.Iso(), Is.EqualTo("2026-09-28"));
    }

    [Test]
    public async Task The_horizon_is_the_communitys_setting()
    {
        await (await _stage.Secretary.Http.PutAsJsonAsync("/api/platform/settings", new { changes = new[] { new { name = "Volunteering.HorizonDays", value = "14" } } })).JsonlessAsync();

        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));

        Assert.That((await _stage.ShiftsAsync(duty)).OpenDays().Last(), Is.EqualTo("2026-03-15"));
    }

    [Test]
    public async Task R18_a_paused_duty_resumes_without_a_burst_of_what_it_missed()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        await _stage.SignedUpAsync((await _stage.ShiftAsync(duty, "2026-03-10")).Id);
        await _stage.SignedUpAsync((await _stage.ShiftAsync(duty, "2026-04-10")).Id);
        await (await _stage.PostAsync($"duties/{duty}/pause")).JsonlessAsync();
        var paused = await _stage.ShiftsAsync(duty);
        _stage.TodayIs("2026-04-06");
        await _stage.GenerateAsync();
        var still = await _stage.ShiftsAsync(duty);

        await (await _stage.PostAsync($"duties/{duty}/resumption")).JsonlessAsync();

        var shifts = await _stage.ShiftsAsync(duty);
        var now = _app.Clock.GetUtcNow();
        Assert.Multiple(() =>
        {
            Assert.That(paused.OpenDays(), Is.EqualTo(new[] { "2026-03-10", "2026-04-10" }), "dates with people stay");
            Assert.That(paused.Select(shift => shift.Review), Is.All.EqualTo(ReviewReason.DutyPaused));
            Assert.That(still.OpenDays(), Is.EqualTo(paused.OpenDays()), "nothing is generated while it rests");
            Assert.That(shifts.Where(shift => shift.StartsAt > now).OpenDays(), Is.EqualTo(Enumerable.Range(0, 56).Select(day => new DateOnly(2026, 4, 6).AddDays(day).Iso())));
            Assert.That(shifts.Where(shift => shift.StartsAt <= now).OpenDays(), Is.EqualTo(new[] { "2026-03-10" }));
            Assert.That(shifts.Single(shift => shift.LocalDate.Iso() == "2026-04-10").Review, Is.Null);
        });
    }

    [Test]
    public async Task R18_a_paused_club_stops_generation_and_its_dates_with_people_are_put_up_for_review()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        await _stage.SignedUpAsync((await _stage.ShiftAsync(duty, "2026-03-10")).Id);
        await (await _stage.Secretary.Http.PostAsync($"/api/organizations/clubs/{_stage.ClubId}/pause", content: null)).JsonAsync();
        await _app.DeliverOutboxAsync();
        _stage.TodayIs("2026-03-04");
        await _stage.GenerateAsync();
        var resting = await _stage.ShiftsAsync(duty);
        var review = await (await _stage.Secretary.Http.GetAsync($"{DutyStage.Api}/shifts/review")).JsonAsync();

        await (await _stage.Secretary.Http.PostAsync($"/api/organizations/clubs/{_stage.ClubId}/resumption", content: null)).JsonAsync();
        await _app.DeliverOutboxAsync();

        var shifts = await _stage.ShiftsAsync(duty);
        Assert.Multiple(() =>
        {
            Assert.That(resting.OpenDays(), Is.EqualTo(new[] { "2026-03-10" }));
            Assert.That(review.EnumerateArray().Single().Text("review"), Is.EqualTo("ClubPaused"));
            Assert.That(review.EnumerateArray().Single().Number("taken"), Is.EqualTo(1));
            Assert.That(shifts.OpenDays(), Is.EqualTo(Enumerable.Range(0, 56).Select(day => new DateOnly(2026, 3, 4).AddDays(day).Iso())));
            Assert.That(shifts.Select(shift => shift.Review), Is.All.Null);
        });
    }

    [Test]
    public async Task O5_a_club_with_people_on_shifts_to_come_is_not_dissolved_before_that_is_settled()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-03-02"));
        var member = await _stage.SignedUpAsync((await _stage.ShiftAsync(duty, "2026-03-06")).Id);
        var dissolution = $"/api/organizations/clubs/{_stage.ClubId}/dissolution";

        var refused = await _stage.Secretary.Http.PostAsJsonAsync(dissolution, new { reasons = "成员都搬走了。" });
        await (await member.WithdrawAsync((await _stage.ShiftAsync(duty, "2026-03-06")).Id)).JsonlessAsync();
        var dissolved = await _stage.Secretary.Http.PostAsJsonAsync(dissolution, new { reasons = "成员都搬走了。" });
        await _app.DeliverOutboxAsync();
        await _stage.GenerateAsync();

        var problem = await refused.RefusedAsync("Organizations:OpenItems");
        await dissolved.JsonAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(problem.ToString(), Does.Contain("Volunteering:OpenShifts"));
            Assert.That((await _stage.StoredAsync(duty)).State, Is.EqualTo(DutyState.Ended));
            Assert.That((await _stage.ShiftsAsync(duty)).OpenDays(), Is.Empty);
        });
    }

    [Test]
    public async Task A_duty_ends_on_its_last_day_but_not_over_the_heads_of_people()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));
        await _stage.SignedUpAsync((await _stage.ShiftAsync(duty, "2026-03-10")).Id);

        var refused = await _stage.PostAsync($"duties/{duty}/end", new { lastDay = "2026-03-09" });
        await (await _stage.PostAsync($"duties/{duty}/end", new { lastDay = "2026-03-10" })).JsonlessAsync();
        await _stage.GenerateAsync();

        await refused.RefusedAsync("Volunteering:PeopleSignedUp");
        Assert.That((await _stage.ShiftsAsync(duty)).OpenDays().Last(), Is.EqualTo("2026-03-10"));
    }

    [TestCase("2026-02-28", "Volunteering:DateInPast")]
    [TestCase("2095-01-01", "Recurrence:TooMany")]
    public async Task A_last_day_that_makes_no_sense_is_refused(string lastDay, string code)
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-02"));

        await (await _stage.PostAsync($"duties/{duty}/end", new { lastDay })).RefusedAsync(System.Net.HttpStatusCode.BadRequest, code);
    }

    [Test]
    public async Task A_duty_that_ends_before_it_begins_leaves_nothing_behind()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-20"));
        await (await _stage.PostAsync($"duties/{duty}/end", new { lastDay = "2026-03-02" })).JsonlessAsync();
        await _stage.GenerateAsync();

        Assert.That(await _stage.ShiftsAsync(duty), Is.Empty);
    }

    [Test]
    public async Task Pausing_while_people_sign_up_loses_nobody()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY", "2026-03-03"));
        var shifts = await _stage.ShiftsAsync(duty);
        var members = new List<TestUser>();
        for (var number = 0; number < 6; number++)
        {
            members.Add(await _stage.Community.NewMemberAsync($"队员{number}"));
        }

        var racing = members.Select((member, number) => member.SignUpAsync(shifts[number].Id)).ToList();
        var paused = await _stage.PostAsync($"duties/{duty}/pause");
        var answers = await Task.WhenAll(racing);

        var left = (await _stage.ShiftsAsync(duty)).Where(shift => shift.State == ShiftState.Open).Select(shift => shift.Id).ToHashSet();
        await paused.JsonlessAsync();
        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => (int)answer.StatusCode), Is.All.LessThan(500));
            Assert.That(left, Is.EquivalentTo(shifts.Take(6).Where((_, number) => answers[number].IsSuccessStatusCode).Select(shift => shift.Id)));
        });
    }

    /// <summary>This community's run as another host would do it, without the run key that would stop it before it begins.</summary>
    private Task<int> GenerateHereAsync() => Task.Run(() => _stage.Community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var made = await services.GetRequiredService<ShiftGeneration>().CatchUpAsync(CancellationToken.None);
        await transaction.CommitAsync();
        return made;
    }));
}
