using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class ContactTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestUser _member = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _member = await (await _app.NewCommunityAsync()).NewMemberAsync();
    }

    [Test]
    public async Task One_sees_and_changes_how_one_is_reached()
    {
        var answer = await ChangeAsync("199 0000 1234", "wang@example.com", "en");
        var me = await _member.Http.GetFromJsonAsync<JsonElement>("/api/platform/me");

        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(me.GetProperty("name").GetString(), Is.EqualTo("林小满"));
            Assert.That(me.GetProperty("phone").GetString(), Is.EqualTo("+8619900001234"));
            Assert.That(me.GetProperty("email").GetString(), Is.EqualTo("wang@example.com"));
            Assert.That(me.GetProperty("language").GetString(), Is.EqualTo("en"));
        });
    }

    [TestCase("12", null, "en", "phone")]
    [TestCase(null, "nonsense", "en", "email")]
    [TestCase(null, null, "xx", "language")]
    public async Task Nonsense_is_refused_with_its_field(string? phone, string? email, string language, string field)
    {
        var answer = await ChangeAsync(phone, email, language);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").TryGetProperty(field, out _), Is.True);
    }

    [Test]
    public async Task Who_is_no_person_of_a_community_has_no_such_page()
    {
        var officer = await (await _app.NewCommunityAsync()).NewStreetOfficerAsync();

        await (await officer.Http.GetAsync(new Uri("/api/platform/me", UriKind.Relative))).RefusedAsync(HttpStatusCode.Forbidden, "Platform:NotAMember");
    }

    private Task<HttpResponseMessage> ChangeAsync(string? phone, string? email, string language) =>
        _member.Http.PutAsJsonAsync("/api/platform/me/contact", new { phone, email, language });
}
