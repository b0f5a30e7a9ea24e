using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.People;
using Volunteer.Platform.Tenants;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Tenants;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class CommunitiesTests(DatabaseProvider database)
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
    public async Task The_operator_adds_a_street_and_gets_an_invitation_for_its_officer()
    {
        var @operator = await _community.NewOperatorAsync();

        var created = await (await @operator.Http.PostAsJsonAsync("/api/platform/streets", Street("jie-" + Unique()))).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(created.GetProperty("id").GetGuid(), Is.Not.EqualTo(Guid.Empty));
            Assert.That(created.GetProperty("invitation").GetProperty("url").GetString(), Does.Contain("/invitations/"));
        });
    }

    [Test]
    public async Task A_street_code_is_used_once()
    {
        var @operator = await _community.NewOperatorAsync();
        var code = "jie-" + Unique();
        await (await @operator.Http.PostAsJsonAsync("/api/platform/streets", Street(code))).JsonAsync();

        var again = await @operator.Http.PostAsJsonAsync("/api/platform/streets", Street(code));

        await again.RefusedAsync(PlatformErrors.StreetCodeTaken);
    }

    [Test]
    public async Task The_operator_adds_a_community_whose_first_secretary_is_registered_and_invited()
    {
        var @operator = await _community.NewOperatorAsync();

        var created = await (await @operator.Http.PostAsJsonAsync(
            "/api/platform/communities",
            new { streetId = _community.StreetId, community = Community("she-" + Unique()) })).JsonAsync();

        var id = created.GetProperty("id").GetGuid();
        var (name, role) = await _app.InTenantAsync(id, async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var person = await db.Set<Person>().SingleAsync();
            var invitation = await db.Set<Invitation>().SingleAsync(i => i.TenantId == id);
            Assert.That(invitation.PersonId, Is.EqualTo(person.Id));
            return (person.Name, invitation.Role);
        });
        Assert.Multiple(() =>
        {
            Assert.That(name, Is.EqualTo("沈书记"));
            Assert.That(role, Is.EqualTo(RoleNames.Secretary));
        });
    }

    [Test]
    public async Task A_community_asked_for_twice_with_one_key_is_made_once()
    {
        var officer = await _community.NewStreetOfficerAsync();
        var body = new { community = Community("she-" + Unique()) };
        var key = Guid.NewGuid().ToString();

        var first = await PostAsync(officer, "/api/platform/street/communities", body, key);
        var second = await PostAsync(officer, "/api/platform/street/communities", body, key);

        var cards = await officer.Http.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/platform/street/communities");
        Assert.Multiple(() =>
        {
            Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(cards.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task A_community_code_is_used_once_and_a_refusal_leaves_nobody_behind()
    {
        var officer = await _community.NewStreetOfficerAsync();
        var code = "she-" + Unique();
        await (await officer.Http.PostAsJsonAsync("/api/platform/street/communities", new { community = Community(code) })).JsonAsync();

        var again = await officer.Http.PostAsJsonAsync("/api/platform/street/communities", new { community = Community(code) });

        await again.RefusedAsync(PlatformErrors.CommunityCodeTaken);
        Assert.That(await CountAsync(db => db.Set<Tenant>().Where(t => t.Code == code)), Is.EqualTo(1));
    }

    [TestCase("A", "community.code")]
    [TestCase("a b", "community.code")]
    [TestCase("社区", "community.code")]
    public async Task A_code_that_cannot_stand_in_an_address_is_refused_with_its_field(string code, string field)
    {
        var officer = await _community.NewStreetOfficerAsync();

        var answer = await officer.Http.PostAsJsonAsync("/api/platform/street/communities", new { community = Community(code) });

        var problem = await answer.RefusedAsync(HttpStatusCode.BadRequest, FrameworkErrors.Invalid);
        Assert.That(problem.GetProperty("errors").EnumerateObject().Select(error => error.Name), Does.Contain(field));
    }

    [Test]
    public async Task A_time_zone_that_does_not_exist_is_refused()
    {
        var officer = await _community.NewStreetOfficerAsync();

        var answer = await officer.Http.PostAsJsonAsync("/api/platform/street/communities", new { community = Community("she-" + Unique(), "Asia/Nowhere") });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.TimeZoneUnknown);
    }

    [Test]
    public async Task A_street_officer_sees_only_the_own_streets_communities_and_only_counts()
    {
        var elsewhere = await _app.NewCommunityAsync();
        await _community.NewPersonAsync("王秀英");
        await _community.NewPersonAsync("孟小舟");
        var member = await _community.NewMemberAsync("林小满");
        var officer = await _community.NewStreetOfficerAsync();

        var answer = await officer.Http.GetAsync("/api/platform/street/communities");

        var text = await answer.Content.ReadAsStringAsync();
        var card = (await answer.JsonAsync()).GetProperty("items").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That(card.GetProperty("id").GetGuid(), Is.EqualTo(_community.TenantId));
            Assert.That(card.GetProperty("people").GetInt32(), Is.EqualTo(3));
            Assert.That(card.GetProperty("members").GetInt32(), Is.EqualTo(1));
            Assert.That(text, Does.Not.Contain(elsewhere.TenantId.ToString()));
            Assert.That(text, Does.Not.Contain("王秀英").And.Not.Contain(member.PersonId.ToString()));
        });
    }

    [TestCase("/api/platform/people")]
    [TestCase("/api/platform/roles")]
    [TestCase("/api/platform/communities")]
    [TestCase("/api/platform/streets")]
    public async Task A_street_officer_gets_no_further(string address)
    {
        var officer = await _community.NewStreetOfficerAsync();

        var answer = await officer.Http.GetAsync(address);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task No_job_runs_for_a_closed_community_until_it_is_opened_again()
    {
        var @operator = await _community.NewOperatorAsync();

        await (await @operator.Http.PostAsync($"/api/platform/communities/{_community.TenantId}/deactivation", null)).NothingAsync();
        var whileClosed = await ActiveAsync();
        var twice = await @operator.Http.PostAsync($"/api/platform/communities/{_community.TenantId}/deactivation", null);
        await (await @operator.Http.PostAsync($"/api/platform/communities/{_community.TenantId}/reactivation", null)).NothingAsync();

        await twice.RefusedAsync(PlatformErrors.CommunityInactive);
        Assert.That(whileClosed, Does.Not.Contain(_community.TenantId));
        Assert.That(await ActiveAsync(), Does.Contain(_community.TenantId));
    }

    private static string Unique() => Guid.NewGuid().ToString("N")[..10];

    private static object Street(string code) => new { code, name = "槐荫街道", nameEn = "Huaiyin Street", phone = "0371-0000 1000", officerName = "卢明" };

    private static object Community(string code, string timeZone = "Asia/Shanghai") => new
    {
        code,
        name = "槐荫社区",
        nameEn = "Huaiyin Community",
        phone = "0371-0000 1101",
        address = "槐荫路1号",
        timeZone,
        secretary = new { name = "沈书记", phone = "19900001234" },
    };

    private static Task<HttpResponseMessage> PostAsync(TestUser user, string address, object body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return user.Http.SendAsync(request);
    }

    private Task<IReadOnlyList<Guid>> ActiveAsync() => _app.InTenantAsync(null, services =>
        services.GetRequiredService<ITenantDirectory>().ActiveAsync(CancellationToken.None));

    private Task<int> CountAsync<T>(Func<VolunteerDbContext, IQueryable<T>> rows) => _app.InTenantAsync(null, services =>
        rows(services.GetRequiredService<VolunteerDbContext>()).CountAsync());
}
