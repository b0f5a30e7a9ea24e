using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Roles;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class RolesTests(DatabaseProvider database)
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
    public async Task A_granted_role_counts_at_the_next_request_and_ends_with_its_term()
    {
        var member = await _community.NewMemberAsync("孟小舟");
        await PermissionsAsync(member);

        await (await GrantAsync(member.PersonId, RoleNames.Secretary, _app.Clock.GetUtcNow().AddDays(30))).NothingAsync();
        var during = await PermissionsAsync(member);
        _app.Clock.Advance(TimeSpan.FromDays(31));
        var after = await PermissionsAsync(member);

        Assert.Multiple(() =>
        {
            Assert.That(during, Does.Contain(PlatformPermissions.ManagePeople));
            Assert.That(after, Does.Not.Contain(PlatformPermissions.ManagePeople));
        });
    }

    [Test]
    public async Task A_revoked_role_is_gone_at_the_next_request()
    {
        var member = await _community.NewMemberAsync("孟小舟", roles: RoleNames.Secretary);
        var before = await PermissionsAsync(member);

        await (await RevokeAsync(_secretary, member.PersonId)).NothingAsync();

        Assert.That(before, Does.Contain(PlatformPermissions.ManagePeople));
        Assert.That(await PermissionsAsync(member), Does.Not.Contain(PlatformPermissions.ManagePeople));
    }

    [Test]
    public async Task Nobody_grants_a_role_to_themselves()
    {
        var answer = await GrantAsync(_secretary.PersonId, RoleNames.FundManager);

        await answer.RefusedAsync(PlatformErrors.SelfGrant);
    }

    [Test]
    public async Task Without_an_account_there_is_nothing_to_grant()
    {
        var person = await _community.NewPersonAsync("夏玉珍");

        await (await GrantAsync(person, RoleNames.Secretary)).RefusedAsync(PlatformErrors.NoAccountYet);
    }

    [TestCase(RoleNames.Resident)]
    [TestCase(RoleNames.ClubLeader)]
    public async Task Roles_that_follow_from_something_else_are_not_granted(string role)
    {
        var member = await _community.NewMemberAsync("孟小舟");

        await (await GrantAsync(member.PersonId, role)).RefusedAsync(PlatformErrors.RoleNotGrantable);
    }

    [TestCase(RoleNames.HostOperator)]
    [TestCase(RoleNames.StreetOfficer)]
    [TestCase("mayor")]
    public async Task Roles_of_another_side_do_not_exist_here(string role)
    {
        var member = await _community.NewMemberAsync("孟小舟");

        await (await GrantAsync(member.PersonId, role)).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.RoleUnknown);
    }

    [Test]
    public async Task A_term_that_is_over_is_refused()
    {
        var member = await _community.NewMemberAsync("孟小舟");

        var answer = await GrantAsync(member.PersonId, RoleNames.Secretary, _app.Clock.GetUtcNow());

        await answer.RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.RoleTermOver);
    }

    [Test]
    public async Task O3_the_last_secretary_cannot_leave()
    {
        await (await RevokeAsync(_secretary, _secretary.PersonId)).RefusedAsync(PlatformErrors.LastSecretary);
    }

    [Test]
    public async Task O3_a_secretary_whose_term_is_over_does_not_count()
    {
        var other = await _community.NewMemberAsync("孟小舟");
        await (await GrantAsync(other.PersonId, RoleNames.Secretary, _app.Clock.GetUtcNow().AddDays(1))).NothingAsync();
        _app.Clock.Advance(TimeSpan.FromDays(2));

        await (await RevokeAsync(_secretary, _secretary.PersonId)).RefusedAsync(PlatformErrors.LastSecretary);
    }

    [Test]
    public async Task O3_the_only_secretary_without_an_end_of_term_keeps_it()
    {
        var other = await _community.NewMemberAsync("孟小舟", roles: RoleNames.Secretary);
        await (await GrantAsync(other.PersonId, RoleNames.Secretary, _app.Clock.GetUtcNow().AddDays(1))).NothingAsync();

        var answer = await other.Http.PostAsJsonAsync(
            $"/api/platform/people/{_secretary.PersonId}/roles",
            new { role = RoleNames.Secretary, until = _app.Clock.GetUtcNow().AddDays(9) });

        await answer.RefusedAsync(PlatformErrors.LastSecretary);
    }

    [Test]
    public async Task O3_two_secretaries_who_leave_at_the_same_moment_leave_one_behind()
    {
        for (var round = 0; round < 5; round++)
        {
            var community = await _app.NewCommunityAsync();
            var first = await community.NewSecretaryAsync();
            var second = await community.NewMemberAsync("孟小舟", roles: RoleNames.Secretary);

            var answers = await Task.WhenAll(
                RevokeAsync(first, first.PersonId),
                second.Http.PostAsJsonAsync($"/api/platform/people/{second.PersonId}/departure", new { reason = "MovedAway" }));

            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent), Is.EqualTo(1), $"round {round}");
            await answers.Single(answer => answer.StatusCode != HttpStatusCode.NoContent).RefusedAsync(PlatformErrors.LastSecretary);
            var left = await _app.InTenantAsync(null, services => services.GetRequiredService<VolunteerDbContext>().Set<Membership>()
                .CountAsync(m => m.TenantId == community.TenantId && m.State == MembershipState.Active && m.Roles.Any(role => role.Role == RoleNames.Secretary)));
            Assert.That(left, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Holders_are_listed_with_their_terms()
    {
        var member = await _community.NewMemberAsync("孟小舟");
        await (await GrantAsync(member.PersonId, RoleNames.FundManager, _app.Clock.GetUtcNow().AddDays(30))).NothingAsync();

        var holders = (await _secretary.Http.GetFromJsonAsync<JsonElement>("/api/platform/role-holders")).GetProperty("items").EnumerateArray().ToList();

        Assert.That(holders.Select(h => (h.GetProperty("name").GetString(), h.GetProperty("role").GetString())), Is.EqualTo(new[]
        {
            ("孟小舟", RoleNames.FundManager),
            ("周书记", RoleNames.Secretary),
        }));
    }

    [Test]
    public async Task A_community_gives_a_role_a_permission_and_takes_it_back()
    {
        var member = await _community.NewMemberAsync("薛明慧", roles: RoleNames.FundManager);
        var before = await PermissionsAsync(member);

        await (await ChangeAsync(RoleNames.FundManager, PlatformPermissions.ViewPeople, isGranted: true)).NothingAsync();
        var granted = await PermissionsAsync(member);
        await (await ChangeAsync(RoleNames.FundManager, PlatformPermissions.ViewPeople, isGranted: null)).NothingAsync();
        var back = await PermissionsAsync(member);

        Assert.Multiple(() =>
        {
            Assert.That(before, Does.Not.Contain(PlatformPermissions.ViewPeople));
            Assert.That(granted, Does.Contain(PlatformPermissions.ViewPeople));
            Assert.That(back, Does.Not.Contain(PlatformPermissions.ViewPeople));
        });
    }

    [Test]
    public async Task What_decides_over_permissions_is_not_changed_by_a_community()
    {
        await (await ChangeAsync(RoleNames.Secretary, PlatformPermissions.ManageRoles, isGranted: false)).RefusedAsync(PlatformErrors.PermissionFixed);
        await (await ChangeAsync(RoleNames.Resident, PlatformPermissions.RevealPersonalData, isGranted: true)).RefusedAsync(PlatformErrors.NotForEveryone);
        await (await ChangeAsync(RoleNames.Secretary, PlatformPermissions.ManageStreets, isGranted: true)).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.PermissionUnknown);
    }

    [Test]
    public async Task A_list_with_one_wrong_change_changes_nothing()
    {
        var answer = await _secretary.Http.PutAsJsonAsync("/api/platform/permissions", new
        {
            changes = new object?[]
            {
                new { role = RoleNames.FundManager, permission = PlatformPermissions.ViewPeople, isGranted = true },
                new { role = RoleNames.Secretary, permission = PlatformPermissions.ManageRoles, isGranted = false },
            },
        });
        var withNull = await _secretary.Http.PutAsJsonAsync("/api/platform/permissions", new { changes = new object?[] { null } });

        await answer.RefusedAsync(PlatformErrors.PermissionFixed);
        Assert.That(withNull.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var roles = (await _secretary.Http.GetFromJsonAsync<JsonElement>("/api/platform/roles")).GetProperty("items").EnumerateArray();
        var fundManager = roles.Single(role => role.GetProperty("name").GetString() == RoleNames.FundManager);
        Assert.That(fundManager.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()), Does.Not.Contain(PlatformPermissions.ViewPeople));
    }

    private static Task<HttpResponseMessage> RevokeAsync(TestUser by, Guid personId) => by.Http.DeleteAsync($"/api/platform/people/{personId}/roles/{RoleNames.Secretary}");

    private static async Task<IReadOnlyList<string?>> PermissionsAsync(TestUser user) =>
        [.. (await user.Http.GetFromJsonAsync<JsonElement>("/api/platform/session")).GetProperty("permissions").EnumerateArray().Select(p => p.GetString())];

    private Task<HttpResponseMessage> GrantAsync(Guid personId, string role, DateTimeOffset? until = null) =>
        _secretary.Http.PostAsJsonAsync($"/api/platform/people/{personId}/roles", new { role, until });

    private Task<HttpResponseMessage> ChangeAsync(string role, string permission, bool? isGranted) =>
        _secretary.Http.PutAsJsonAsync("/api/platform/permissions", new { changes = new[] { new { role, permission, isGranted } } });
}
