using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Sessions;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class GetSessionTests(DatabaseProvider database)
{
    private TestApp _app = null!;

    [SetUp]
    public async Task SetUp() => _app = await TestApp.ForAsync(database);

    [Test]
    public async Task Tells_nobody_that_nobody_is_signed_in()
    {
        using var client = _app.CreateClient();

        var session = await client.GetFromJsonAsync<JsonElement>("/api/platform/session");

        Assert.That(session.GetProperty("user").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Tells_a_secretary_the_community_and_the_permissions()
    {
        var community = await _app.NewCommunityAsync();
        var secretary = await community.NewSecretaryAsync();

        var session = await secretary.Http.GetFromJsonAsync<JsonElement>("/api/platform/session");

        Assert.Multiple(() =>
        {
            Assert.That(session.GetProperty("tenant").GetProperty("id").GetGuid(), Is.EqualTo(community.TenantId));
            Assert.That(session.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()), Does.Contain(PlatformPermissions.ManageRoles));
        });
    }
}
