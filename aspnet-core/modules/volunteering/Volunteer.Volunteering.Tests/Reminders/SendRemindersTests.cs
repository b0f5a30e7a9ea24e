using Volunteer.TestBase;
using Volunteer.Volunteering.Reminders;

namespace Volunteer.Volunteering.Tests.Reminders;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class SendRemindersTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
    }

    [Test]
    public async Task A_reminder_the_day_before_and_one_shortly_before_each_once()
    {
        var shift = await _community.NewShiftAsync();
        var (comes, waits) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await comes.SignedUpAsync(shift);
        await waits.SignedUpAsync(shift);

        await RunAtAsync(ShiftWish.Thursday9.AddHours(-24).AddMinutes(-1));
        Assert.That(await _community.MessagesToAsync(comes.PersonId), Is.Empty);
        await RunAtAsync(ShiftWish.Thursday9.AddHours(-24));
        await RunAtAsync(ShiftWish.Thursday9.AddHours(-23));
        Assert.That(await _community.MessagesToAsync(comes.PersonId), Is.EqualTo(new[] { "FirstReminder" }));
        await RunAtAsync(ShiftWish.Thursday9.AddHours(-2));
        await RunAtAsync(ShiftWish.Thursday9.AddHours(-1));
        await RunAtAsync(ShiftWish.Thursday9.AddHours(1));

        Assert.That(await _community.MessagesToAsync(comes.PersonId), Is.EqualTo(new[] { "FirstReminder", "LastReminder" }));
        Assert.That(await _community.MessagesToAsync(waits.PersonId), Is.Empty);
    }

    [Test]
    public async Task After_a_standstill_only_what_is_still_useful_is_sent()
    {
        var (near, over) = (await _community.NewShiftAsync(), await _community.NewShiftAsync(new ShiftWish { StartsAt = FakeClock.Default.AddDays(1) }));
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(near);
        await person.SignedUpAsync(over);

        await RunAtAsync(ShiftWish.Thursday9.AddHours(-1));

        Assert.That(await _community.MessagesToAsync(person.PersonId), Is.EqualTo(new[] { "LastReminder" }));
    }

    [Test]
    public async Task Hours_are_the_communitys_setting_and_none_means_none()
    {
        var secretary = await _community.NewSecretaryAsync();
        await secretary.SetAsync(VolunteeringSettings.FirstReminderHours, 48);
        await secretary.SetAsync(VolunteeringSettings.LastReminderHours, 0);
        var shift = await _community.NewShiftAsync();
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(shift);

        await RunAtAsync(ShiftWish.Thursday9.AddHours(-48));
        await RunAtAsync(ShiftWish.Thursday9.AddMinutes(-1));

        Assert.That(await _community.MessagesToAsync(person.PersonId), Is.EqualTo(new[] { "FirstReminder" }));
    }

    [Test]
    public async Task A_moved_shift_is_reminded_of_again()
    {
        var shift = await _community.NewShiftAsync();
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(shift);
        await RunAtAsync(ShiftWish.Thursday9.AddHours(-20));
        await _community.ChangeShiftAsync(shift, (moved, changes) =>
        {
            moved.MoveTo(new DateOnly(2026, 3, 7), ShiftWish.Thursday9.AddDays(2), ShiftWish.Thursday9.AddDays(2).AddMinutes(90), "停水", onlyThisDate: true);
            return changes.ShiftMovedAsync(moved, CancellationToken.None);
        });

        await RunAtAsync(ShiftWish.Thursday9.AddDays(1).AddHours(1));

        Assert.That(await _community.MessagesToAsync(person.PersonId), Is.EqualTo(new[] { "FirstReminder", "Moved", "FirstReminder" }));
    }

    private async Task RunAtAsync(DateTimeOffset now)
    {
        _app.Clock.Set(now);
        Assert.That(await _app.RunJobAsync(SendReminders.Name), Is.Zero);
    }
}
