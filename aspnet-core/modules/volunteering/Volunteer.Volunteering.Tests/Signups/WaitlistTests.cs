using System.Net;
using Volunteer.TestBase;
using Volunteer.Volunteering.Signups;
using static Volunteer.Volunteering.Tests.ShiftMother;

namespace Volunteer.Volunteering.Tests.Signups;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class WaitlistTests(DatabaseProvider database)
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
    public async Task S10_a_freed_place_is_offered_to_the_first_who_can_come_and_passes_on_after_the_deadline()
    {
        var (shift, holder) = await FullShiftAsync();
        var busy = await WaitingAsync(shift);
        await busy.SignedUpAsync(await _community.NewShiftAsync());
        var (second, third) = (await WaitingAsync(shift), await WaitingAsync(shift));

        await (await holder.WithdrawAsync(shift)).JsonAsync();

        var offer = await _community.SignupAsync(shift, second.PersonId);
        Assert.That(offer.State, Is.EqualTo(SignupState.Offered));
        Assert.That(offer.OfferExpiresAt, Is.EqualTo(FakeClock.Default.AddHours(12)));
        Assert.That(await StateAsync(shift, busy), Is.EqualTo(SignupState.Waitlisted), "who is busy keeps the number");
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));

        _app.Clock.Set(offer.OfferExpiresAt!.Value);
        await RunJobAsync();

        Assert.That(await StateAsync(shift, second), Is.EqualTo(SignupState.OfferLapsed));
        Assert.That(await StateAsync(shift, third), Is.EqualTo(SignupState.Offered));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task S10_accepting_confirms_and_twice_is_as_good_as_once()
    {
        var (shift, holder) = await FullShiftAsync();
        var next = await WaitingAsync(shift);
        await (await holder.WithdrawAsync(shift)).JsonAsync();
        var offer = (await _community.SignupAsync(shift, next.PersonId)).Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => next.AcceptAsync(offer)));

        foreach (var answer in answers)
        {
            Assert.That((await answer.JsonAsync()).Text("state"), Is.EqualTo("Confirmed"));
        }

        Assert.That(await StateAsync(shift, next), Is.EqualTo(SignupState.Confirmed));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(1));
        Assert.That(await _community.MessagesToAsync(next.PersonId), Is.EqualTo(new[] { "Offer", "Confirmed" }));
    }

    [Test]
    public async Task S10_accepting_after_the_deadline_is_refused_in_words_before_and_after_the_job()
    {
        var (shift, holder) = await FullShiftAsync();
        var next = await WaitingAsync(shift);
        await (await holder.WithdrawAsync(shift)).JsonAsync();
        var offer = await _community.SignupAsync(shift, next.PersonId);

        _app.Clock.Set(offer.OfferExpiresAt!.Value);
        await (await next.AcceptAsync(offer.Id)).RefusedAsync(VolunteeringErrors.OfferExpired);
        await RunJobAsync();
        await (await next.AcceptAsync(offer.Id)).RefusedAsync(VolunteeringErrors.OfferExpired);
        await (await next.RefuseAsync(offer.Id)).RefusedAsync(VolunteeringErrors.OfferExpired);

        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.Zero);
        Assert.That((await next.SignedUpAsync(shift)).Text("state"), Is.EqualTo("Confirmed"), "the person may try again");
    }

    [Test]
    public async Task S10_accepting_and_the_deadline_at_once_have_one_outcome()
    {
        for (var round = 0; round < 5; round++)
        {
            _app.Clock.Set(FakeClock.Default);
            var (shift, holder) = await FullShiftAsync();
            var next = await WaitingAsync(shift);
            await (await holder.WithdrawAsync(shift)).JsonAsync();
            var offer = await _community.SignupAsync(shift, next.PersonId);
            _app.Clock.Set(offer.OfferExpiresAt!.Value.AddMilliseconds(-1));

            var accepting = next.AcceptAsync(offer.Id);

            // An instant of its own each round: a run counts once.
            _app.Clock.Set(offer.OfferExpiresAt!.Value.AddSeconds(round));
            await Task.WhenAll(accepting, RunJobAsync());

            var accepted = (await accepting).StatusCode == HttpStatusCode.OK;
            Assert.That(await StateAsync(shift, next), Is.EqualTo(accepted ? SignupState.Confirmed : SignupState.OfferLapsed));
            Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(accepted ? 1 : 0));
        }
    }

    [Test]
    public async Task S10_no_offer_outlives_half_an_hour_before_the_start_and_none_is_made_later()
    {
        var (shift, holder) = await FullShiftAsync();
        var (first, second) = (await WaitingAsync(shift), await WaitingAsync(shift));
        _app.Clock.Set(ShiftWish.Thursday9.AddHours(-1));
        await (await holder.WithdrawAsync(shift)).JsonAsync();

        Assert.That((await _community.SignupAsync(shift, first.PersonId)).OfferExpiresAt, Is.EqualTo(ShiftWish.Thursday9.AddMinutes(-30)));
        _app.Clock.Set(ShiftWish.Thursday9.AddMinutes(-30));
        await RunJobAsync();
        _app.Clock.Set(ShiftWish.Thursday9.AddMinutes(1));
        await RunJobAsync();

        Assert.That(await StateAsync(shift, first), Is.EqualTo(SignupState.OfferLapsed));
        Assert.That(await StateAsync(shift, second), Is.EqualTo(SignupState.Waitlisted));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.Zero);
    }

    [Test]
    public async Task S10_a_refused_offer_goes_to_the_next_at_once()
    {
        var (shift, holder) = await FullShiftAsync();
        var (first, second) = (await WaitingAsync(shift), await WaitingAsync(shift));
        await (await holder.WithdrawAsync(shift)).JsonAsync();

        var refused = await first.RefuseAsync((await _community.SignupAsync(shift, first.PersonId)).Id);

        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await StateAsync(shift, second), Is.EqualTo(SignupState.Offered));
    }

    [Test]
    public async Task S10_the_place_is_passed_on_when_nobody_could_come_at_first()
    {
        var (shift, holder) = await FullShiftAsync();
        var busy = await WaitingAsync(shift);
        var other = await _community.NewShiftAsync();
        await busy.SignedUpAsync(other);
        await (await holder.WithdrawAsync(shift)).JsonAsync();
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.Zero);

        await (await busy.WithdrawAsync(other)).JsonAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await RunJobAsync();

        Assert.That(await StateAsync(shift, busy), Is.EqualTo(SignupState.Offered));
    }

    [Test]
    public async Task S11_a_newcomer_does_not_jump_an_outstanding_offer_and_a_leader_may_with_a_reason()
    {
        var secretary = await _community.NewSecretaryAsync();
        var leader = await _community.NewMemberAsync("孟队长");
        var club = await secretary.NewClubAsync(leader);
        var (shift, holder) = await FullShiftAsync(new ShiftWish { ClubId = club });
        var waiting = await WaitingAsync(shift);
        await (await holder.WithdrawAsync(shift)).JsonAsync();
        var (newcomer, chosen) = (await _community.NewMemberAsync(), await _community.NewPersonAsync("邱桂香"));

        Assert.That((await newcomer.SignedUpAsync(shift)).Text("state"), Is.EqualTo("Waitlisted"));
        await (await leader.SignUpSomeoneAsync(shift, new { personId = chosen, @override = true })).RefusedAsync(HttpStatusCode.BadRequest, "Platform:Invalid");
        var put = await (await leader.SignUpSomeoneAsync(shift, new { personId = chosen, @override = true, reason = "需要会用血压计的人" })).JsonAsync();

        Assert.That(put.Text("state"), Is.EqualTo("Confirmed"));
        Assert.That(await StateAsync(shift, waiting), Is.EqualTo(SignupState.Offered));
        var roster = await leader.RosterAsync(shift);
        Assert.That(roster.GetProperty("overBy").GetInt32(), Is.EqualTo(1));
        var audit = (await _community.AuditAsync(put.GetProperty("signupId").GetGuid())).Single();
        Assert.That((audit.AccountId, audit.Thing, audit.Change), Is.EqualTo((leader.AccountId, "Signup", "Added")));
        var changes = System.Text.Json.JsonDocument.Parse(audit.Changes).RootElement;
        Assert.That(changes.GetProperty("OverrideReason")[1].GetString(), Is.EqualTo("需要会用血压计的人"));
        Assert.That(changes.GetProperty("State")[1].GetString(), Is.EqualTo("Confirmed"));
    }

    [Test]
    public async Task S12_who_waits_gets_no_confirmation_and_is_in_one_list_only()
    {
        var (shift, holder) = await FullShiftAsync();
        var waiting = await WaitingAsync(shift);
        await _app.DeliverOutboxAsync();

        await (await waiting.SignUpAsync(shift)).RefusedAsync(VolunteeringErrors.AlreadySignedUp);

        Assert.That(await _community.MessagesToAsync(holder.PersonId), Is.EqualTo(new[] { "Confirmed" }));
        Assert.That(await _community.MessagesToAsync(waiting.PersonId), Is.Empty);
        Assert.That((await _community.SignupsAsync(shift)).Count(s => s.PersonId == waiting.PersonId), Is.EqualTo(1));
    }

    [Test]
    public async Task S9_fewer_places_remove_nobody_and_more_places_go_down_the_queue()
    {
        var secretary = await _community.NewSecretaryAsync();
        var leader = await _community.NewMemberAsync("孟队长");
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 3, ClubId = await secretary.NewClubAsync(leader) });
        var people = new List<TestUser>();
        for (var index = 0; index < 3; index++)
        {
            people.Add(await _community.NewMemberAsync());
            await people[index].SignedUpAsync(shift);
        }

        await ResizeAsync(shift, 1);
        var waiting = new[] { await WaitingAsync(shift), await WaitingAsync(shift), await WaitingAsync(shift) };

        var roster = await leader.RosterAsync(shift);
        Assert.That(roster.GetProperty("overBy").GetInt32(), Is.EqualTo(2));
        Assert.That(roster.GetProperty("entries").EnumerateArray().Count(entry => entry.Text("state") == "Confirmed"), Is.EqualTo(3));

        await (await people[0].WithdrawAsync(shift)).JsonAsync();
        Assert.That(await StateAsync(shift, waiting[0]), Is.EqualTo(SignupState.Waitlisted), "still over");
        await ResizeAsync(shift, 4);

        Assert.That(await StateAsync(shift, waiting[0]), Is.EqualTo(SignupState.Offered));
        Assert.That(await StateAsync(shift, waiting[1]), Is.EqualTo(SignupState.Offered));
        Assert.That(await StateAsync(shift, waiting[2]), Is.EqualTo(SignupState.Waitlisted));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(4));
    }

    [Test]
    public async Task A_freed_role_place_goes_to_those_who_wait_for_the_role()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 1, Roles = [Role("tea", 1)] });
        var (general, tea) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await general.SignedUpAsync(shift);
        await tea.SignedUpAsync(shift, "tea");
        var (waitsGeneral, waitsTea) = (await _community.NewMemberAsync(), await _community.NewMemberAsync());
        await waitsGeneral.SignedUpAsync(shift);
        await waitsTea.SignedUpAsync(shift, "tea");

        await (await tea.WithdrawAsync(shift)).JsonAsync();

        Assert.That(await StateAsync(shift, waitsTea), Is.EqualTo(SignupState.Offered));
        Assert.That(await StateAsync(shift, waitsGeneral), Is.EqualTo(SignupState.Waitlisted));
        Assert.That((await _community.ShiftAsync(shift)).Roles.Single().Taken, Is.EqualTo(1));
    }

    [Test]
    public async Task My_shifts_tell_the_deadline_of_an_offer_and_how_many_wait_in_front()
    {
        var (shift, holder) = await FullShiftAsync();
        var (first, second) = (await WaitingAsync(shift), await WaitingAsync(shift));

        Assert.That((await MineAsync(second)).GetProperty("ahead").GetInt32(), Is.EqualTo(1));
        await (await holder.WithdrawAsync(shift)).JsonAsync();

        var offered = await MineAsync(first);
        Assert.That(offered.Text("state"), Is.EqualTo("Offered"));
        Assert.That(offered.GetProperty("offerExpiresAt").GetDateTimeOffset(), Is.EqualTo(FakeClock.Default.AddHours(12)));
        Assert.That((await MineAsync(second)).GetProperty("ahead").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Fifty_withdrawals_and_sign_ups_at_once_leave_counts_and_rows_equal()
    {
        var shift = await _community.NewShiftAsync(new ShiftWish { Places = 10 });
        var people = new List<TestUser>();
        for (var index = 0; index < 25; index++)
        {
            people.Add(await _community.NewMemberAsync());
            await people[index].SignedUpAsync(shift);
        }

        var newcomers = new List<TestUser>();
        for (var index = 0; index < 10; index++)
        {
            newcomers.Add(await _community.NewMemberAsync());
        }

        var answers = await Task.WhenAll(people.Take(15).SelectMany(person => new[] { person.WithdrawAsync(shift), person.WithdrawAsync(shift) })
            .Concat(newcomers.Select(person => person.SignUpAsync(shift))));

        var rows = await _community.SignupsAsync(shift);
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(15 + 10));
        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(15));
        Assert.That((await _community.ShiftAsync(shift)).Taken, Is.EqualTo(rows.Count(row => row.HoldsPlace)));
        Assert.That(rows.Count(row => row.HoldsPlace), Is.EqualTo(10));
        Assert.That(rows.Count(row => row.State == SignupState.Waitlisted), Is.EqualTo(10));
    }

    private async Task<(Guid Shift, TestUser Holder)> FullShiftAsync(ShiftWish? wish = null)
    {
        var shift = await _community.NewShiftAsync(wish);
        var holder = await _community.NewMemberAsync("袁福祥");
        await holder.SignedUpAsync(shift);
        return (shift, holder);
    }

    private async Task<TestUser> WaitingAsync(Guid shift)
    {
        var person = await _community.NewMemberAsync();
        Assert.That((await person.SignedUpAsync(shift)).Text("state"), Is.EqualTo("Waitlisted"));
        return person;
    }

    private async Task<SignupState> StateAsync(Guid shift, TestUser person) => (await _community.SignupAsync(shift, person.PersonId)).State;

    private async Task RunJobAsync() => Assert.That(await _app.RunJobAsync(ExpireOffers.Name), Is.Zero);

    private Task ResizeAsync(Guid shiftId, int places) => _community.ChangeShiftAsync(shiftId, (shift, changes) =>
    {
        shift.Resize(places, [], onlyThisDate: true);
        return changes.CapacityChangedAsync(shiftId, CancellationToken.None);
    });

    private static async Task<System.Text.Json.JsonElement> MineAsync(TestUser person) =>
        (await (await person.Http.GetAsync($"{Api}/my/shifts")).JsonAsync()).GetProperty("upcoming")[0].GetProperty("mine");
}
