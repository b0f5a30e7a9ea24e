using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Calendars;
using Volunteer.TestBase;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Tests.Attendance;

namespace Volunteer.Volunteering.Tests.Hours;

internal sealed class RecordingClockMathTests
{
    [TestCase("2026-02-13", "2026-03-05", Description = "across the Spring Festival and a make-up Saturday")]
    [TestCase("2026-04-30", "2026-05-18")]
    [TestCase("2026-09-26", "2026-10-15")]
    [TestCase("2026-09-30", "2026-10-20")]
    public void H10_ten_working_days_after_the_end_which_does_not_count_itself(string ended, string due) =>
        Assert.That(RecordingClock.DueOn(DateOnly.Parse(ended, null), WorkingCalendar.China), Is.EqualTo(DateOnly.Parse(due, null)));
}

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class RecordingClockTests(DatabaseProvider database)
{
    private const string Job = "volunteering.recording-clock";

    private World _world = null!;

    [SetUp]
    public async Task SetUp() => _world = await World.MakeAsync(await TestApp.ForAsync(database));

    private FakeClock Clock => _world.App.Clock;

    [Test]
    public async Task H10_a_patrol_that_ends_after_midnight_ended_on_that_day()
    {
        var patrol = await _world.NewShiftAsync(new DateTimeOffset(2026, 4, 29, 14, 0, 0, TimeSpan.Zero), minutes: 240);
        await _world.NewVolunteerAsync(patrol);
        Clock.Set(patrol.EndsAt);

        var item = (await ClockAsync()).GetProperty("items").EnumerateArray().Single();

        Assert.That((item.GetProperty("endedOn").GetString(), item.GetProperty("dueOn").GetString()), Is.EqualTo(("2026-04-30", "2026-05-18")));
        Assert.That(item.GetProperty("unmarked").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task H10_the_clock_stops_when_everything_is_recorded()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        await _world.TickAsync(shift, lin.PersonId);
        await _world.CloseAsync(shift);
        var waiting = (await ClockAsync()).GetProperty("items").EnumerateArray().Single();
        Assert.That((waiting.GetProperty("unmarked").GetInt32(), waiting.GetProperty("undecided").GetInt32(), waiting.GetProperty("dueOn").GetString()), Is.EqualTo((0, 1, "2026-03-23")));

        await World.ApproveAsync(_world.Leader, (await _world.TheHoursAsync(lin.PersonId)).Id);

        Assert.That((await ClockAsync()).GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task H10_recording_late_is_possible_and_marked()
    {
        var shift = await _world.NewShiftAsync();
        var lin = await _world.NewVolunteerAsync(shift);
        var soon = await _world.NewVolunteerAsync(shift, "及时人");
        await _world.TickAsync(shift, lin.PersonId, soon.PersonId);
        await _world.CloseAsync(shift);
        Clock.Set(new DateTimeOffset(2026, 3, 23, 15, 59, 0, TimeSpan.Zero));
        await World.ApproveAsync(_world.Leader, (await _world.TheHoursAsync(soon.PersonId)).Id);
        Clock.Set(new DateTimeOffset(2026, 3, 23, 16, 0, 0, TimeSpan.Zero));
        var overdue = await ClockAsync();

        Assert.That(await World.ApproveAsync(_world.Leader, (await _world.TheHoursAsync(lin.PersonId)).Id), Is.Null);

        Assert.That((overdue.GetProperty("overdue").GetInt32(), overdue.GetProperty("items")[0].GetProperty("daysLeft").GetInt32()), Is.EqualTo((1, -1)));
        Assert.That((await _world.TheHoursAsync(soon.PersonId)).IsLate, Is.False);
        Assert.That((await _world.TheHoursAsync(lin.PersonId)).IsLate, Is.True);
    }

    [Test]
    public async Task H10_leaders_are_reminded_before_and_the_secretary_after_each_once()
    {
        var shift = await _world.NewShiftAsync();
        await _world.NewVolunteerAsync(shift);

        await RunAsync(new DateTimeOffset(2026, 3, 19, 0, 0, 0, TimeSpan.Zero));
        Assert.That(await SentAsync(), Is.Empty, "four days before is too early");
        await RunAsync(new DateTimeOffset(2026, 3, 20, 1, 0, 0, TimeSpan.Zero));
        Assert.That(await SentAsync(), Is.Empty, "it is nine in Shanghai");
        await RunAsync(new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero));
        await RunAsync(new DateTimeOffset(2026, 3, 21, 0, 0, 0, TimeSpan.Zero));
        Assert.That(await SentAsync(), Is.EqualTo(new[] { (_world.Leader.PersonId, "Volunteering.Mail.RecordingDueSoon") }));

        await RunAsync(new DateTimeOffset(2026, 3, 24, 0, 0, 0, TimeSpan.Zero));
        await RunAsync(new DateTimeOffset(2026, 4, 24, 0, 0, 0, TimeSpan.Zero));
        Assert.That(await SentAsync(), Is.EqualTo(new[]
        {
            (_world.Leader.PersonId, "Volunteering.Mail.RecordingDueSoon"),
            (_world.Secretary.PersonId, "Volunteering.Mail.RecordingOverdue"),
        }));
    }

    [Test]
    public async Task H10_after_forty_days_down_the_secretary_still_hears_of_it()
    {
        var shift = await _world.NewShiftAsync();
        await _world.NewVolunteerAsync(shift);

        await RunAsync(new DateTimeOffset(2026, 4, 20, 0, 0, 0, TimeSpan.Zero));

        Assert.That(await SentAsync(), Is.EqualTo(new[] { (_world.Secretary.PersonId, "Volunteering.Mail.RecordingOverdue") }));
    }

    private async Task<System.Text.Json.JsonElement> ClockAsync() => await (await _world.Leader.Http.GetAsync($"{World.Api}/hours/clock")).JsonAsync();

    private async Task RunAsync(DateTimeOffset at)
    {
        Clock.Set(at);
        Assert.That(await _world.App.RunJobAsync(Job), Is.Zero);
    }

    private async Task<IReadOnlyList<(Guid, string)>> SentAsync() => [.. (await _world.Community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Database
            .SqlQuery<Sent>($"SELECT person_id AS \"Person\", template AS \"Template\" FROM platform_messages WHERE tenant_id = {_world.Community.TenantId} AND template LIKE 'Volunteering.Mail.Recording%' ORDER BY created_at")
            .ToListAsync())).Select(sent => (sent.Person, sent.Template))];

    private sealed record Sent(Guid Person, string Template);
}
