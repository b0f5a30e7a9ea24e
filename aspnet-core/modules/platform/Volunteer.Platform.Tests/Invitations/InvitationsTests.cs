using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Tests.Accounts;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Invitations;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class InvitationsTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
    }

    [Test]
    public async Task An_invited_person_makes_an_account_and_is_signed_in_as_that_person()
    {
        var (personId, token) = await InviteAsync();
        using var browser = new Browser(_app);
        var phone = TestAccounts.NewPhone();

        var shown = await (await browser.GetAsync($"/api/platform/invitations/{token}")).JsonAsync();
        await (await AcceptAsync(browser, token, phone)).JsonAsync();
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();
        var consents = await (await browser.GetAsync("/api/platform/me/consents")).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(shown.GetProperty("place").GetProperty("name").GetString(), Is.EqualTo("测试社区"));
            Assert.That(shown.GetProperty("maskedName").GetString(), Does.StartWith("林").And.Not.Contain("小满"));
            Assert.That(session.GetProperty("user").GetProperty("personId").GetGuid(), Is.EqualTo(personId));
            Assert.That(session.GetProperty("tenant").GetProperty("id").GetGuid(), Is.EqualTo(_community.TenantId));
            Assert.That(consents.GetProperty("items")[0].GetProperty("version").GetString(), Is.EqualTo(ConsentTexts.Registration));
        });
        using var again = new Browser(_app);
        await (await again.SignInAsync(phone, TestAccounts.Password)).JsonAsync();
    }

    [Test]
    public async Task The_first_operators_link_makes_an_operator_and_works_once()
    {
        var link = await _app.InTenantAsync(null, services => services.GetRequiredService<IFirstOperator>().InviteAsync("Operator", force: true, CancellationToken.None));
        var token = link!.Url.Split('/')[^1];
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, token, TestAccounts.NewPhone())).JsonAsync();

        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();
        Assert.That(session.GetProperty("memberships")[0].GetProperty("roles")[0].GetString(), Is.EqualTo(RoleNames.HostOperator));
        Assert.That((await browser.GetAsync("/api/platform/communities")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var second = new Browser(_app);
        await (await AcceptAsync(second, token, TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.InvitationUsed);
    }

    [Test]
    public async Task The_first_operators_link_expires()
    {
        var link = await _app.InTenantAsync(null, services => services.GetRequiredService<IFirstOperator>().InviteAsync("Operator", force: true, CancellationToken.None));
        _app.Clock.Set(link!.ExpiresAt);
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, link.Url.Split('/')[^1], TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.InvitationExpired);
    }

    [Test]
    public async Task The_link_leads_to_our_own_address_and_comes_as_a_picture_too()
    {
        var personId = await _community.NewPersonAsync();

        var issued = await (await IssueAsync(personId)).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(issued.GetProperty("url").GetString(), Does.StartWith("http://localhost:5080/invitations/"));
            Assert.That(issued.GetProperty("qrSvg").GetString(), Does.StartWith("<svg"));
            Assert.That(issued.GetProperty("expiresAt").GetDateTimeOffset(), Is.EqualTo(_app.Clock.GetUtcNow().AddDays(7)));
        });
    }

    [Test]
    public async Task The_database_does_not_hold_the_token()
    {
        var (_, token) = await InviteAsync();

        var hashes = await _app.InTenantAsync(null, services =>
            services.GetRequiredService<VolunteerDbContext>().Set<Invitation>().Where(i => i.TenantId == _community.TenantId).Select(i => i.TokenHash).ToListAsync());

        Assert.That(hashes.Single(), Has.Length.EqualTo(32).And.Not.EqualTo(System.Text.Encoding.UTF8.GetBytes(token)));
    }

    [Test]
    public async Task O3_an_expired_invitation_is_refused()
    {
        var (_, token) = await InviteAsync();
        _app.Clock.Advance(TimeSpan.FromDays(7));
        using var browser = new Browser(_app);

        await (await browser.GetAsync($"/api/platform/invitations/{token}")).RefusedAsync(PlatformErrors.InvitationExpired);
        await (await AcceptAsync(browser, token, TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.InvitationExpired);
    }

    [Test]
    public async Task O3_an_invitation_used_twice_or_forwarded_to_an_outsider_lets_only_the_first_in()
    {
        var (personId, token) = await InviteAsync();
        using var invited = new Browser(_app);
        using var outsider = new Browser(_app);
        await (await AcceptAsync(invited, token, TestAccounts.NewPhone())).JsonAsync();

        await (await outsider.GetAsync($"/api/platform/invitations/{token}")).RefusedAsync(PlatformErrors.InvitationUsed);
        await (await AcceptAsync(outsider, token, TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.InvitationUsed);

        Assert.That(await outsider.IsSignedInAsync(), Is.False);
        Assert.That(await MembershipsOfAsync(personId), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task O3_ten_acceptances_at_once_make_one_member()
    {
        var (personId, token) = await InviteAsync();
        var browsers = Enumerable.Range(0, 10).Select(_ => new Browser(_app)).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => AcceptAsync(browser, token, TestAccounts.NewPhone())));

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(9));
            Assert.That(await MembershipsOfAsync(personId), Has.Count.EqualTo(1));
        });
        browsers.ForEach(browser => browser.Dispose());
    }

    [Test]
    public async Task O3_a_role_is_not_in_the_link_of_a_leader_so_losing_the_post_while_it_is_alive_leaves_a_resident()
    {
        var (_, token) = await InviteAsync();
        using var browser = new Browser(_app);

        await AcceptAsync(browser, token, TestAccounts.NewPhone());
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(session.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()), Is.EqualTo(new[] { RoleNames.Resident }));
    }

    [Test]
    public async Task A_made_up_token_is_not_found()
    {
        using var browser = new Browser(_app);
        var made = Platform.Sessions.SessionTokens.New();

        await (await browser.GetAsync($"/api/platform/invitations/{made}")).RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        await (await AcceptAsync(browser, made, TestAccounts.NewPhone())).RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    [Test]
    public async Task A_newer_invitation_ends_the_older_and_revoking_ends_the_last()
    {
        var (personId, older) = await InviteAsync();
        var newer = TokenOf(await (await IssueAsync(personId)).JsonAsync());
        using var browser = new Browser(_app);

        await (await browser.GetAsync($"/api/platform/invitations/{older}")).RefusedAsync(PlatformErrors.InvitationExpired);
        await (await browser.GetAsync($"/api/platform/invitations/{newer}")).JsonAsync();
        await _secretary.Http.DeleteAsync(new Uri($"/api/platform/people/{personId}/invitations", UriKind.Relative));
        await (await AcceptAsync(browser, newer, TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.InvitationExpired);
    }

    [Test]
    public async Task Without_consent_nobody_is_registered()
    {
        var (_, token) = await InviteAsync();
        using var browser = new Browser(_app);

        var answer = await browser.PostAsync($"/api/platform/invitations/{token}/acceptance", new { identifier = TestAccounts.NewPhone(), password = TestAccounts.Password });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.ConsentNeeded);
    }

    [Test]
    public async Task O4_one_account_joins_a_second_community_with_a_consent_of_its_own()
    {
        var elsewhere = await _app.NewCommunityAsync();
        var account = await elsewhere.NewAccountAsync();
        var (personId, token) = await InviteAsync();
        using var browser = new Browser(_app);

        var wrong = await AcceptAsync(browser, token, account.Phone, "not the password", hasAccount: true);
        await (await AcceptAsync(browser, token, account.Phone, account.Password, hasAccount: true)).JsonAsync();
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();

        await wrong.RefusedAsync(PlatformErrors.SignInFailed);
        Assert.Multiple(async () =>
        {
            Assert.That(session.GetProperty("user").GetProperty("id").GetGuid(), Is.EqualTo(account.Id));
            Assert.That(session.GetProperty("user").GetProperty("personId").GetGuid(), Is.EqualTo(personId));
            Assert.That(session.GetProperty("memberships").GetArrayLength(), Is.EqualTo(2));
            Assert.That(await ConsentsAsync(_community), Is.EqualTo(1));
            Assert.That(await ConsentsAsync(elsewhere), Is.Zero);
        });
    }

    [Test]
    public async Task An_account_cannot_be_two_people_of_one_community()
    {
        var account = await _community.NewAccountAsync();
        var (_, token) = await InviteAsync();
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, token, account.Phone, account.Password, hasAccount: true)).RefusedAsync(PlatformErrors.AlreadyMember);

        await (await browser.GetAsync($"/api/platform/invitations/{token}")).JsonAsync();
    }

    [Test]
    public async Task A_name_that_is_taken_makes_no_account_and_leaves_the_invitation_alive()
    {
        var taken = await (await _app.NewCommunityAsync()).NewAccountAsync();
        var (_, token) = await InviteAsync();
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, token, taken.Phone)).RefusedAsync(PlatformErrors.IdentifierTaken);

        await (await AcceptAsync(browser, token, TestAccounts.NewPhone())).JsonAsync();
    }

    [Test]
    public async Task Who_lost_password_and_phone_comes_back_by_a_new_invitation_and_without_the_former_roles()
    {
        var former = await _community.NewAccountAsync(RoleNames.FundManager);
        using var thief = new Browser(_app);
        await thief.SignInAsync(former.Phone, former.Password);
        var token = TokenOf(await (await IssueAsync(former.PersonId!.Value)).JsonAsync());
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, token, TestAccounts.NewPhone())).JsonAsync();
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();
        var formerSession = await (await thief.GetAsync("/api/platform/session")).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(session.GetProperty("user").GetProperty("personId").GetGuid(), Is.EqualTo(former.PersonId));
            Assert.That(session.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()), Is.EqualTo(new[] { RoleNames.Resident }));
            Assert.That(formerSession.GetProperty("tenant").ValueKind, Is.EqualTo(JsonValueKind.Null), "the former account has no place here any more");
        });
    }

    [Test]
    public async Task The_last_secretary_is_not_replaced_by_an_account_without_the_role()
    {
        var token = TokenOf(await (await IssueAsync(_secretary.PersonId)).JsonAsync());
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, token, TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.LastSecretary);

        var session = await (await _secretary.Http.GetAsync(new Uri("/api/platform/session", UriKind.Relative))).JsonAsync();
        Assert.That(session.GetProperty("user").GetProperty("personId").GetGuid(), Is.EqualTo(_secretary.PersonId));
    }

    [Test]
    public async Task A_promised_role_comes_with_the_membership()
    {
        var personId = await _community.NewPersonAsync("周新书记");
        var issued = await IssueInsideAsync(InvitationFor.Person(_community.TenantId, personId, "周新书记", RoleNames.Secretary));
        using var browser = new Browser(_app);

        await (await AcceptAsync(browser, issued.Url.Split('/')[^1], TestAccounts.NewPhone())).JsonAsync();
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(session.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()), Does.Contain(PlatformPermissions.ManageRoles));
    }

    [Test]
    public async Task A_street_officer_comes_in_without_being_anybodys_resident()
    {
        var issued = await IssueInsideAsync(InvitationFor.StreetOfficer(_community.StreetId, "郑科长"));
        using var browser = new Browser(_app);

        await (await browser.PostAsync($"/api/platform/invitations/{issued.Url.Split('/')[^1]}/acceptance", new { identifier = TestAccounts.NewPhone(), password = TestAccounts.Password })).JsonAsync();
        var session = await (await browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(session.GetProperty("street").GetProperty("id").GetGuid(), Is.EqualTo(_community.StreetId));
            Assert.That(session.GetProperty("tenant").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(session.GetProperty("user").GetProperty("name").GetString(), Is.EqualTo("郑科长"));
            Assert.That(session.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()), Does.Contain(PlatformPermissions.ViewStreet));
        });
    }

    [Test]
    public async Task Somebody_who_left_is_not_invited_and_an_open_link_ends()
    {
        var (personId, token) = await InviteAsync();
        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            (await db.FindAsync<Person>(_community.TenantId, personId))!.Depart(DepartureReason.MovedAway, _app.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        });
        using var browser = new Browser(_app);

        await (await IssueAsync(personId)).RefusedAsync(PlatformErrors.PersonDeparted);
        await (await AcceptAsync(browser, token, TestAccounts.NewPhone())).RefusedAsync(PlatformErrors.InvitationExpired);
    }

    [Test]
    public async Task Only_who_may_invite_invites_and_only_for_the_own_community()
    {
        var resident = await _community.NewMemberAsync();
        var stranger = await (await _app.NewCommunityAsync()).NewPersonAsync();
        var personId = await _community.NewPersonAsync();

        var byResident = await resident.Http.PostAsync(new Uri($"/api/platform/people/{personId}/invitations", UriKind.Relative), content: null);
        var foreign = await IssueAsync(stranger);

        await byResident.RefusedAsync(HttpStatusCode.Forbidden, FrameworkErrors.Forbidden);
        await foreign.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    private async Task<(Guid PersonId, string Token)> InviteAsync()
    {
        var personId = await _community.NewPersonAsync();
        return (personId, TokenOf(await (await IssueAsync(personId)).JsonAsync()));
    }

    private Task<HttpResponseMessage> IssueAsync(Guid personId) =>
        _secretary.Http.PostAsync(new Uri($"/api/platform/people/{personId}/invitations", UriKind.Relative), content: null);

    private Task<IssuedInvitation> IssueInsideAsync(InvitationFor whom) => _app.InTenantAsync(whom.TenantId, async services =>
    {
        var issued = await services.GetRequiredService<InvitationIssuer>().IssueAsync(whom, CancellationToken.None);
        await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        return issued;
    });

    private static Task<HttpResponseMessage> AcceptAsync(Browser browser, string token, string identifier, string password = TestAccounts.Password, bool hasAccount = false) =>
        browser.PostAsync($"/api/platform/invitations/{token}/acceptance", new { identifier, password, hasAccount, consent = true });

    private static string TokenOf(JsonElement issued) => issued.GetProperty("url").GetString()!.Split('/')[^1];

    private Task<List<Guid>> MembershipsOfAsync(Guid personId) => _app.InTenantAsync(null, services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Membership>().Where(m => m.PersonId == personId).Select(m => m.Id).ToListAsync());

    private static Task<int> ConsentsAsync(TestCommunity community) => community.InsideAsync(services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Consent>().CountAsync());
}
