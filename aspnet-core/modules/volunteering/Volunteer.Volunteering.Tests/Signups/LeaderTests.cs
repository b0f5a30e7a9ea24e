using System.Net;
using System.Net.Http.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Reminders;
using Volunteer.Volunteering.Signups;
using static Volunteer.Volunteering.Tests.ShiftMother;

namespace Volunteer.Volunteering.Tests.Signups;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class LeaderTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _leader = null!;
    private Guid _club;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _leader = await _community.NewMemberAsync("孟队长");
        _club = await (await _community.NewSecretaryAsync()).NewClubAsync(_leader);
    }

    [Test]
    public async Task S8_a_skill_that_ends_before_the_day_is_flagged_and_told_and_the_place_is_kept()
    {
        var skill = await _community.NewSkillAsync();
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club, Roles = [Role("first-aid", 2, skill)] });
        var (dayBefore, onTheDay) = (await _community.NewMemberAsync("江雪琴"), await _community.NewMemberAsync("罗大海"));
        foreach (var person in new[] { dayBefore, onTheDay })
        {
            await _community.GiveSkillAsync(person.PersonId, skill);
            await person.SignedUpAsync(shift, "first-aid");
        }

        await _community.GiveSkillAsync(dayBefore.PersonId, skill, new DateOnly(2026, 3, 4));
        await _community.GiveSkillAsync(onTheDay.PersonId, skill, new DateOnly(2026, 3, 5));
        Assert.That(await _app.RunJobAsync(SendReminders.Name), Is.Zero);
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await _app.RunJobAsync(SendReminders.Name), Is.Zero);

        var flags = (await _leader.RosterAsync(shift)).GetProperty("entries").EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("personId").GetGuid(), entry => entry.GetProperty("skillInvalid").GetBoolean());
        Assert.That(flags[dayBefore.PersonId], Is.True);
        Assert.That(flags[onTheDay.PersonId], Is.False);
        Assert.That((await _community.SignupAsync(shift, dayBefore.PersonId)).State, Is.EqualTo(SignupState.Confirmed));
        Assert.That((await _community.MessagesToAsync(_leader.PersonId)).Count(message => message == "SkillEnds"), Is.EqualTo(1));
    }

    [Test]
    public async Task S17_a_leader_goes_past_clash_capacity_and_skill_with_a_reason_that_the_roster_shows()
    {
        var skill = await _community.NewSkillAsync();
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club, Places = 1, Roles = [Role("first-aid", 1, skill)] });
        var person = await _community.NewMemberAsync("江雪琴");
        await person.SignedUpAsync(await _community.NewShiftAsync());
        var body = new { personId = person.PersonId, roleKey = "first-aid" };

        await (await _leader.SignUpSomeoneAsync(shift, body)).RefusedAsync(VolunteeringErrors.SkillMissing);
        var put = await (await _leader.SignUpSomeoneAsync(shift, new { body.personId, body.roleKey, @override = true, reason = "退休护士" })).JsonAsync();

        Assert.That(put.Text("state"), Is.EqualTo("Confirmed"));
        var entry = (await _leader.RosterAsync(shift)).GetProperty("entries")[0];
        Assert.That(entry.Text("overrideReason"), Is.EqualTo("退休护士"));
        Assert.That(entry.GetProperty("skillInvalid").GetBoolean(), Is.True);
    }

    [Test]
    public async Task S17_no_reason_puts_a_minor_into_danger_or_anybody_on_a_cancelled_shift()
    {
        var dangerous = await _community.NewShiftAsync(new ShiftWish { ClubId = _club, IsDangerous = true });
        var minor = await _community.NewPersonAsync("小雨", new DateOnly(2009, 1, 1));
        var cancelled = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        await _community.ChangeShiftAsync(cancelled, (shift, changes) =>
        {
            shift.Cancel("下大雨");
            return changes.ShiftCancelledAsync(shift, CancellationToken.None);
        });

        await (await _leader.SignUpSomeoneAsync(dangerous, new { personId = minor, @override = true, reason = "很懂事" })).RefusedAsync(VolunteeringErrors.NoMinorsInDanger);
        await (await _leader.SignUpSomeoneAsync(cancelled, new { personId = _leader.PersonId, @override = true, reason = "试" })).RefusedAsync(VolunteeringErrors.ShiftCancelled);
        Assert.That(await _community.SignupsAsync(dangerous), Is.Empty);
    }

    [Test]
    public async Task S20_an_elder_signed_up_by_the_leader_is_told_who_did_it_and_can_decline()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var elder = await _community.NewMemberAsync("马奶奶");

        var put = await (await _leader.SignUpSomeoneAsync(shift, new { personId = elder.PersonId })).JsonAsync();
        await _app.DeliverOutboxAsync();

        var signup = await _community.SignupAsync(shift, elder.PersonId);
        Assert.That(put.Text("state"), Is.EqualTo("Confirmed"));
        Assert.That(signup.ByPersonId, Is.EqualTo(_leader.PersonId));
        Assert.That((await _leader.RosterAsync(shift)).GetProperty("entries")[0].Text("signedUpBy"), Is.EqualTo("孟队长"));
        var message = (await _community.MessagesAsync()).Single(m => m.PersonId == elder.PersonId);
        Assert.That(message.Template, Is.EqualTo("Volunteering.Mail.SignedUpForYou"));
        Assert.That(message.Text("by"), Is.EqualTo("孟队长"));
        await (await elder.WithdrawAsync(shift)).JsonAsync();
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.Zero);
    }

    [Test]
    public async Task S20_an_elder_put_on_the_waitlist_is_not_told_of_a_place()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        await (await _community.NewMemberAsync()).SignedUpAsync(shift);
        var elder = await _community.NewPersonAsync("马奶奶");

        var put = await (await _leader.SignUpSomeoneAsync(shift, new { personId = elder })).JsonAsync();
        await _app.DeliverOutboxAsync();

        Assert.That(put.Text("state"), Is.EqualTo("Waitlisted"));
        Assert.That(await _community.MessagesToAsync(elder), Is.EqualTo(new[] { "WaitlistedForYou" }));
    }

    [Test]
    public async Task S27_two_of_one_name_and_one_phone_stay_two_people()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club, Places = 2 });
        var first = await _community.NewPersonAsync("王秀英", phone: "8619900001234");
        var second = await _community.NewPersonAsync("王秀英", phone: "8619900001234");

        await (await _leader.SignUpSomeoneAsync(shift, new { personId = first })).JsonAsync();
        await (await _leader.SignUpSomeoneAsync(shift, new { personId = second })).JsonAsync();

        var entries = (await _leader.RosterAsync(shift)).GetProperty("entries").EnumerateArray().ToList();
        Assert.That(entries.Select(entry => entry.GetProperty("personId").GetGuid()), Is.EquivalentTo(new[] { first, second }));
        Assert.That(entries.Select(entry => entry.Text("name")), Is.All.EqualTo("王秀英"));
        Assert.That(entries.Select(entry => entry.Text("shortCode")).Distinct().Count(), Is.EqualTo(2));
        Assert.That(entries.Select(entry => entry.Text("maskedPhone")), Is.All.EqualTo("199****1234"));
    }

    [Test]
    public async Task A_leader_removes_somebody_with_a_reason_that_the_person_is_told_and_the_place_passes_on()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var (person, next) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        var signup = (await person.SignedUpAsync(shift)).GetProperty("signupId").GetGuid();
        await next.SignedUpAsync(shift);

        await (await RemoveAsync(shift, signup, " ")).RefusedAsync(HttpStatusCode.BadRequest, "Platform:Invalid");
        Assert.That((await RemoveAsync(shift, signup, "名单有误")).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await RemoveAsync(shift, signup, "名单有误")).RefusedAsync(VolunteeringErrors.NotSignedUp);

        Assert.That((await _community.SignupAsync(shift, person.PersonId)).EndReason, Is.EqualTo("名单有误"));
        Assert.That((await _community.SignupAsync(shift, next.PersonId)).State, Is.EqualTo(SignupState.Offered));
        var message = (await _community.MessagesAsync()).Single(m => m.PersonId == person.PersonId && m.Template.EndsWith("Removed", StringComparison.Ordinal));
        Assert.That(message.Text("reason"), Is.EqualTo("名单有误"));
    }

    [Test]
    public async Task A_leader_of_another_club_sees_and_changes_nothing()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { ClubId = _club });
        var stranger = await _community.NewMemberAsync("别队长");
        await (await _community.NewSecretaryAsync()).NewClubAsync(stranger, "别的巡逻队");

        await (await stranger.Http.GetAsync($"{Api}/shifts/{shift}/roster")).RefusedAsync(HttpStatusCode.Forbidden, VolunteeringErrors.NotYourClub);
        await (await stranger.SignUpSomeoneAsync(shift, new { personId = stranger.PersonId })).RefusedAsync(HttpStatusCode.Forbidden, VolunteeringErrors.NotYourClub);
        Assert.That(await _community.SignupsAsync(shift), Is.Empty);
    }

    private Task<HttpResponseMessage> RemoveAsync(Guid shift, Guid signup, string reason) => _leader.Http.SendAsync(
        new HttpRequestMessage(HttpMethod.Delete, $"{Api}/shifts/{shift}/signups/{signup}") { Content = JsonContent.Create(new { reason }) });
}
