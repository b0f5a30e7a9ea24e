using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Tests.Signups;

/// <summary>Minors and the consent of those who look after them. The shifts are on 5 and 12 March 2026.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class GuardianTests(DatabaseProvider database)
{
    private static readonly DateOnly FifteenYearsAgo = new(2011, 1, 9);

    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;
    private TestUser _leader = null!;
    private TestUser _minor = null!;
    private Guid _thursday;
    private Guid _nextThursday;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
        _leader = await _community.NewMemberAsync("孟队长");
        var club = await _secretary.NewClubAsync(_leader);
        _minor = await _community.NewMemberAsync("小雨", FifteenYearsAgo);
        _thursday = await _community.NewShiftAsync(new ShiftWish { ClubId = club, Places = 5 });
        _nextThursday = await _community.NewShiftAsync(new ShiftWish { ClubId = club, Places = 5, StartsAt = ShiftWish.Thursday9.AddDays(7) });
    }

    [Test]
    public async Task S21_a_guardians_consent_counts_until_its_last_day_and_no_longer()
    {
        await ConsentAsync("2026-03-05");

        Assert.That((await _minor.SignedUpAsync(_thursday)).Text("state"), Is.EqualTo("Confirmed"));
        await (await _minor.SignUpAsync(_nextThursday)).RefusedAsync(VolunteeringErrors.GuardianNeeded);
        await ConsentAsync();
        Assert.That((await _minor.SignedUpAsync(_nextThursday)).Text("state"), Is.EqualTo("Confirmed"));
    }

    [Test]
    public async Task S21_a_consent_taken_back_refuses_new_sign_ups_and_flags_old_ones_to_the_leader_once()
    {
        var consent = await ConsentAsync();
        await _minor.SignedUpAsync(_thursday);
        Assert.That(await LacksAsync(_thursday), Is.False);

        await WithdrawAsync(consent);

        await (await _minor.SignUpAsync(_nextThursday)).RefusedAsync(VolunteeringErrors.GuardianNeeded);
        await _app.RunJobAsync(CheckGuardians.Name);
        Assert.Multiple(async () =>
        {
            Assert.That(await LacksAsync(_thursday), Is.True);
            Assert.That((await _community.SignupAsync(_thursday, _minor.PersonId)).State, Is.EqualTo(SignupState.Confirmed), "a person decides, not the clock");
            Assert.That(await AlertsAsync(), Is.EqualTo(1));
        });
    }

    [Test]
    public async Task S21_a_new_consent_takes_the_flag_away_and_a_second_withdrawal_is_told_again()
    {
        var first = await ConsentAsync();
        await _minor.SignedUpAsync(_thursday);
        await WithdrawAsync(first);

        var second = await ConsentAsync();
        Assert.That(await LacksAsync(_thursday), Is.False);
        await WithdrawAsync(second);

        Assert.That(await AlertsAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task S21_a_consent_that_was_shortened_by_time_alone_is_found_by_the_morning_job()
    {
        await ConsentAsync();
        await _minor.SignedUpAsync(_nextThursday);
        await _community.InsideAsync(Expire);

        await _app.RunJobAsync(CheckGuardians.Name);

        Assert.That(await AlertsAsync(), Is.EqualTo(1));
        Assert.That(await LacksAsync(_nextThursday), Is.True);
    }

    [Test]
    public async Task S21_the_minor_takes_the_consent_back_in_the_portal_and_stays_on_the_register()
    {
        await ConsentAsync();
        await _minor.SignedUpAsync(_thursday);

        await (await _minor.Http.PostAsync("/api/platform/me/consents/Participation/withdrawal", null)).NothingAsync();
        await _app.DeliverOutboxAsync();

        Assert.That(await LacksAsync(_thursday), Is.True);
        Assert.That((await _minor.Http.GetAsync("/api/platform/me")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task S21_a_guardian_on_the_same_shift_has_a_place_of_their_own_and_a_child_that_only_comes_along_takes_none()
    {
        var guardian = await _community.NewMemberAsync("石榴花", new DateOnly(1985, 5, 1));
        await guardian.SignedUpAsync(_thursday);
        Assert.That((await _community.ShiftAsync(_thursday)).Taken, Is.EqualTo(1));

        // From fourteen the leader may let them in because the guardian is there; the reason says so.
        await (await _leader.SignUpSomeoneAsync(_thursday, new { personId = _minor.PersonId })).RefusedAsync(VolunteeringErrors.GuardianNeeded);
        await (await _leader.SignUpSomeoneAsync(_thursday, new { personId = _minor.PersonId, @override = true, reason = "母亲石榴花同班" })).JsonAsync();

        Assert.That((await _community.ShiftAsync(_thursday)).Taken, Is.EqualTo(2));
        Assert.That(await LacksAsync(_thursday), Is.True, "the roster says why somebody must be with them");
    }

    [Test]
    public async Task Only_a_minors_consent_is_recorded_and_never_for_a_day_gone_by()
    {
        var address = $"/api/platform/people/{_leader.PersonId}/guardian-consents";
        var elder = await _community.NewPersonAsync("马奶奶", new DateOnly(1950, 1, 1));

        await (await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{elder}/guardian-consents", Form())).RefusedAsync("Platform:NotAMinor");
        await (await _secretary.Http.PostAsJsonAsync(Address, Form("2026-03-01"))).RefusedAsync(HttpStatusCode.BadRequest, "Platform:ConsentOver");
        await (await _secretary.Http.PostAsJsonAsync(Address, new { guardianName = "石榴花", guardianPhone = "12" })).RefusedAsync(HttpStatusCode.BadRequest, "Identity:PhoneFormat");
        await (await _leader.Http.PostAsJsonAsync(address, Form())).RefusedAsync(HttpStatusCode.Forbidden, "Platform:Forbidden");
        var consent = await ConsentAsync();
        await WithdrawAsync(consent);
        var again = await _secretary.Http.PostAsync($"{Address}/{consent}/withdrawal", null);
        var shown = await (await _secretary.Http.GetAsync(Address)).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(shown.GetProperty("isMinor").GetBoolean(), Is.True);
            Assert.That(shown.GetProperty("items").GetArrayLength(), Is.EqualTo(1));
            Assert.That(shown.GetProperty("items")[0].Text("maskedPhone"), Is.EqualTo("199****8811"));
            Assert.That(shown.GetProperty("items")[0].GetProperty("isInForce").GetBoolean(), Is.False);
        });
    }

    private string Address => $"/api/platform/people/{_minor.PersonId}/guardian-consents";

    private static object Form(string? validUntil = null) => new { guardianName = "石榴花", guardianPhone = "19900008811", validUntil };

    /// <summary>As if the consent had been given for a shorter time, e.g. after a wrong day was put right.</summary>
    private static Task<int> Expire(IServiceProvider services)
    {
        var tenant = services.GetRequiredService<ICurrentTenant>().Id;
        return services.GetRequiredService<VolunteerDbContext>().Database.ExecuteSqlAsync(
            $"UPDATE platform_consents SET valid_until = {new DateOnly(2026, 3, 6)} WHERE kind = 'Participation' AND tenant_id = {tenant}");
    }

    private async Task<Guid> ConsentAsync(string? validUntil = null)
    {
        var id = (await (await _secretary.Http.PostAsJsonAsync(Address, Form(validUntil))).JsonAsync()).GetProperty("id").GetGuid();
        await _app.DeliverOutboxAsync();
        return id;
    }

    private async Task WithdrawAsync(Guid consent)
    {
        await (await _secretary.Http.PostAsync($"{Address}/{consent}/withdrawal", null)).NothingAsync();
        await _app.DeliverOutboxAsync();
    }

    private async Task<bool> LacksAsync(Guid shift)
    {
        var entries = (await _leader.RosterAsync(shift)).GetProperty("entries").EnumerateArray();
        return entries.Single(entry => entry.GetProperty("personId").GetGuid() == _minor.PersonId).GetProperty("guardianLacks").GetBoolean();
    }

    private async Task<int> AlertsAsync() => (await _community.MessagesToAsync(_leader.PersonId)).Count(message => message == "GuardianLacks");
}
