using System.Net;
using System.Net.Http.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Tests.Duties;

/// <summary>Dates that wait for a person: on a holiday where the duty asks, or overtaken by a holiday list.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ReviewTests(DatabaseProvider database)
{
    private DutyStage _stage = null!;

    [SetUp]
    public async Task SetUp() => _stage = await DutyStage.NewAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task R4_a_list_published_later_moves_untouched_dates_and_puts_those_with_people_up_for_review()
    {
        _stage.TodayIs("2026-12-01");
        var quiet = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-12-01", policy: "MoveAfter"));
        var busy = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-12-01", "14:00", policy: "MoveAfter"));
        var skipping = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-12-01", "16:00", policy: "Skip"));
        var shift = (await _stage.ShiftAsync(busy, "2027-01-01")).Id;
        var member = await _stage.SignedUpAsync(shift);
        var before = (await _stage.DraftAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2027-01-01"))).Items("dates").First();

        var published = await (await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/calendar-days", NewYear2027("2026-11-10"))).JsonAsync();

        var review = await (await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/shifts/review")).JsonAsync();
        var item = review.EnumerateArray().Single();
        Assert.Multiple(async () =>
        {
            Assert.That(before.GetProperty("calendarKnown").GetBoolean(), Is.False);
            Assert.That(published.Number("toReview"), Is.EqualTo(1));
            Assert.That((await _stage.ShiftAsync(quiet, "2027-01-01")).LocalDate.Iso(), Is.EqualTo("2027-01-04"));
            Assert.That((await _stage.ShiftAsync(skipping, "2027-01-01")).CancelledBy, Is.EqualTo(CancelCause.Holiday));
            Assert.That((await _stage.Community.ShiftAsync(shift)).LocalDate.Iso(), Is.EqualTo("2027-01-01"), "people are on it");
            Assert.That(item.GetProperty("shiftId").GetGuid(), Is.EqualTo(shift));
            Assert.That(item.Text("review"), Is.EqualTo("CalendarChanged"));
            Assert.That(item.Text("holidayName"), Is.EqualTo("元旦"));
            Assert.That(item.Text("suggestedDate"), Is.EqualTo("2027-01-04"));
            Assert.That(item.Number("taken"), Is.EqualTo(1));
        });

        await (await _stage.PostAsync($"shifts/{shift}/decision", new { decision = "MoveTo", date = "2027-01-04", reason = "元旦放假" })).JsonlessAsync();
        await (await _stage.PostAsync($"shifts/{shift}/decision", new { decision = "Hold" })).RefusedAsync("Volunteering:NothingToDecide");
        Assert.Multiple(async () =>
        {
            Assert.That((await _stage.Community.ShiftAsync(shift)).LocalDate.Iso(), Is.EqualTo("2027-01-04"));
            Assert.That((await _stage.Community.SignupAsync(shift, member.PersonId)).NeedsReconfirmation, Is.True);
        });
    }

    [Test]
    public async Task A_leader_reads_the_holidays_and_only_the_secretary_publishes_them()
    {
        _stage.TodayIs("2026-12-01");
        var address = $"{DutyStage.Api}/calendar-days";

        var shipped = await (await _stage.Leader.Http.GetAsync(address)).JsonAsync();
        var unknown = await (await _stage.Leader.Http.GetAsync($"{address}?year=2027")).JsonAsync();
        await (await _stage.PostAsync("calendar-days", NewYear2027("2026-11-10"))).RefusedAsync(HttpStatusCode.Forbidden, "Platform:Forbidden");
        await (await _stage.Secretary.Http.PostAsJsonAsync(address, NewYear2027("2026-11-10"))).JsonAsync();
        var published = await (await _stage.Leader.Http.GetAsync($"{address}?year=2027")).JsonAsync();
        var neighbour = await _stage.Community.NewMemberAsync("刘桂兰");
        await (await neighbour.Http.GetAsync(address)).RefusedAsync(HttpStatusCode.Forbidden, "Platform:Forbidden");

        Assert.Multiple(() =>
        {
            Assert.That(shipped.Items("days").Single(day => day.Text("date") == "2026-02-28").Text("kind"), Is.EqualTo("Workday"));
            Assert.That(shipped.Items("days").Single(day => day.Text("date") == "2026-09-26").Text("name"), Is.EqualTo("中秋节"));
            Assert.That(unknown.Items("days"), Is.Empty);
            Assert.That(unknown.GetProperty("publishedOn").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(published.Text("publishedOn"), Is.EqualTo("2026-11-10"));
            Assert.That(published.Items("days").Select(day => day.Text("date")), Does.Contain("2027-01-01"));
        });
    }

    [Test]
    public async Task R4_a_corrected_list_gives_back_what_the_first_one_took()
    {
        _stage.TodayIs("2026-12-01");
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR", "2026-12-01", policy: "Skip"));
        await (await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/calendar-days", NewYear2027("2026-11-10"))).JsonAsync();
        var skipped = await _stage.ShiftAsync(duty, "2027-01-01");

        await (await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/calendar-days", new
        {
            year = 2027,
            publishedOn = "2026-11-20",
            source = "更正",
            days = new[] { new { date = "2027-01-02", kind = "Holiday", name = "元旦" } },
        })).JsonAsync();
        var older = await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/calendar-days", NewYear2027("2026-11-10"));

        await older.RefusedAsync("Volunteering:CalendarListOlder");
        Assert.Multiple(async () =>
        {
            Assert.That(skipped.State, Is.EqualTo(ShiftState.Cancelled));
            Assert.That((await _stage.ShiftAsync(duty, "2027-01-01")).State, Is.EqualTo(ShiftState.Open));
        });
    }

    [Test]
    public async Task A_list_that_contradicts_itself_is_refused()
    {
        var answer = await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/calendar-days", new
        {
            year = 2027,
            publishedOn = "2026-11-20",
            source = "国务院办公厅",
            days = new[] { new { date = "2027-01-01", kind = "Workday", name = "元旦" } },
        });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, "Volunteering:CalendarListInvalid");
    }

    [TestCase("Hold", ShiftState.Open, "2026-09-26")]
    [TestCase("Skip", ShiftState.Cancelled, "2026-09-26")]
    [TestCase("MoveTo", ShiftState.Open, "2026-09-28")]
    public async Task R2_a_duty_that_asks_takes_place_as_somebody_decides_and_is_not_asked_again(string decision, ShiftState state, string day)
    {
        _stage.TodayIs("2026-09-01");
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=MONTHLY;BYDAY=-1SA", "2026-09-01", policy: "Ask"));
        var shift = await _stage.ShiftAsync(duty, "2026-09-26");
        var member = await _stage.Community.NewMemberAsync("急性子");
        var tooEarly = await member.SignUpAsync(shift.Id);

        await (await _stage.PostAsync($"shifts/{shift.Id}/decision", new { decision, date = decision == "MoveTo" ? "2026-09-28" : null, reason = "中秋节" })).JsonlessAsync();
        await _stage.EditAsync(duty, "All", new { startTime = "10:00" });
        await _stage.GenerateAsync();

        var decided = await _stage.ShiftAsync(duty, "2026-09-26");
        Assert.Multiple(() =>
        {
            Assert.That(tooEarly.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(decided.State, Is.EqualTo(state));
            Assert.That(decided.LocalDate.Iso(), Is.EqualTo(day));
        });
    }

    [Test]
    public async Task The_calendar_shows_dates_places_people_and_holidays_of_a_month()
    {
        _stage.TodayIs("2026-02-02");
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=MONTHLY;BYDAY=-1SA", "2026-02-01", policy: "MoveAfter"));
        var shift = (await _stage.ShiftAsync(duty, "2026-02-28")).Id;
        var member = await _stage.SignedUpAsync(shift);

        var calendar = await (await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/calendar?from=2026-02-01&to=2026-03-31")).JsonAsync();
        var mine = await (await member.Http.GetAsync($"{DutyStage.Api}/my/calendar?from=2026-03-01&to=2026-03-31")).JsonAsync();
        var tooLong = await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/calendar?from=2026-02-01&to=2026-05-31");

        var shown = calendar.Items("shifts").First();
        await tooLong.RefusedAsync(HttpStatusCode.BadRequest, "Volunteering:RangeInvalid");
        Assert.Multiple(() =>
        {
            Assert.That(shown.Text("localDate"), Is.EqualTo("2026-03-01"));
            Assert.That(shown.Text("movedFrom"), Is.EqualTo("2026-02-28"));
            Assert.That(shown.Text("clubName"), Is.EqualTo("平安巡逻队"));
            Assert.That((shown.Number("places"), shown.Number("taken"), shown.Number("waiting")), Is.EqualTo((10, 1, 0)));
            Assert.That(calendar.Items("days").Where(day => day.Text("kind") == "Workday").Select(day => day.Text("date")), Is.EqualTo(new[] { "2026-02-14", "2026-02-28" }));
            Assert.That(calendar.Items("days").Count(day => day.Text("holidayName") == "春节"), Is.EqualTo(11));
            Assert.That(mine.Items("shifts").Single().Text("mine"), Is.EqualTo("Confirmed"));
        });
    }

    private static object NewYear2027(string publishedOn) => new
    {
        year = 2027,
        publishedOn,
        source = "国务院办公厅",
        days = new[] { "2027-01-01", "2027-01-02", "2027-01-03" }.Select(date => new { date, kind = "Holiday", name = "元旦" }),
    };
}
