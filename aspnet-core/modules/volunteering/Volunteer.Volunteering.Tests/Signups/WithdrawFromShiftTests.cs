using System.Net.Http.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Signups;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class WithdrawFromShiftTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    public async Task S13_a_second_before_at_and_after_the_cut_off(int seconds, bool isLate)
    {
        var leader = await _community.NewMemberAsync("孟队长");
        var club = await (await _community.NewSecretaryAsync()).NewClubAsync(leader);
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = club, WithdrawUntilHoursBefore = 24 });
        var person = await _community.NewMemberAsync("高玉梅");
        await person.SignedUpAsync(shift);
        _app.Clock.Set(ShiftWish.Thursday9.AddHours(-24).AddSeconds(seconds));

        var answer = await (await person.WithdrawAsync(shift)).JsonAsync();

        Assert.That(answer.GetProperty("late").GetBoolean(), Is.EqualTo(isLate));
        Assert.That((await _community.SignupAsync(shift, person.PersonId)).WithdrewLate, Is.EqualTo(isLate));
        Assert.That((await _community.MessagesToAsync(leader.PersonId)).Contains("LateWithdrawal"), Is.EqualTo(isLate));
        var entries = (await leader.RosterAsync(shift)).GetProperty("entries").EnumerateArray().ToList();
        Assert.That(entries.Count(entry => entry.GetProperty("withdrewLate").GetBoolean()), Is.EqualTo(isLate ? 1 : 0));
    }

    [Test]
    public async Task Withdrawing_is_possible_until_the_end_and_not_after()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 2 });
        var (leaves, stays) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await leaves.SignedUpAsync(shift);
        await stays.SignedUpAsync(shift);

        _app.Clock.Set(ShiftWish.Thursday9.AddMinutes(90).AddSeconds(-1));
        await (await leaves.WithdrawAsync(shift)).JsonAsync();
        _app.Clock.Set(ShiftWish.Thursday9.AddMinutes(90));
        await (await stays.WithdrawAsync(shift)).RefusedAsync(VolunteeringErrors.ShiftOver);
    }

    [Test]
    public async Task Parallel_withdrawals_settle_once()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 2 });
        var person = await _community.NewMemberAsync();
        await person.SignedUpAsync(shift);
        await (await _community.NewMemberAsync()).SignedUpAsync(shift);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => person.WithdrawAsync(shift)));

        Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
        await answers.First(answer => !answer.IsSuccessStatusCode).RefusedAsync(VolunteeringErrors.NotSignedUp);
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task S25_who_leaves_the_community_frees_the_future_and_keeps_the_past()
    {
        var secretary = await _community.NewSecretaryAsync();
        var past = await _community.NewShiftAsync(new ShiftWish { StartsAt = FakeClock.Default.AddHours(2) });
        var (future, waitlisted) = (await _community.NewShiftAsync(), await _community.NewShiftAsync(new ShiftWish { StartsAt = ShiftWish.Thursday9.AddDays(1) }));
        var leaving = await _community.NewMemberAsync("戴春生");
        await (await _community.NewMemberAsync()).SignedUpAsync(waitlisted);
        await leaving.SignedUpAsync(past);
        await leaving.SignedUpAsync(future);
        await leaving.SignedUpAsync(waitlisted);
        var next = await _community.NewMemberAsync();
        await next.SignedUpAsync(future);
        _app.Clock.Set(FakeClock.Default.AddDays(1));

        var departure = await secretary.Http.PostAsJsonAsync($"/api/platform/people/{leaving.PersonId}/departure", new { reason = "MovedAway" });
        Assert.That(departure.IsSuccessStatusCode, Is.True, await departure.Content.ReadAsStringAsync());
        await _app.DeliverOutboxAsync();

        Assert.That((await _community.SignupAsync(past, leaving.PersonId)).State, Is.EqualTo(SignupState.Confirmed));
        Assert.That((await _community.SignupAsync(future, leaving.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
        Assert.That((await _community.SignupAsync(waitlisted, leaving.PersonId)).State, Is.EqualTo(SignupState.Cancelled));
        Assert.That((await _community.SignupAsync(future, next.PersonId)).State, Is.EqualTo(SignupState.Offered));
        Assert.That((await _community.ShiftAsync(future)).Taken, Is.EqualTo(1));
    }
}
