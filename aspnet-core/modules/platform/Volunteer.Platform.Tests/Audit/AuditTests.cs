using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Audit;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class AuditTests(DatabaseProvider database)
{
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;

    [SetUp]
    public async Task SetUp()
    {
        _community = await (await TestApp.ForAsync(database)).NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
    }

    [Test]
    public async Task The_trail_of_a_thing_says_who_did_what_and_when()
    {
        var person = await _community.NewPersonAsync("夏玉珍", phone: "19900001085");
        await (await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{person}/reveal", new { reason = "打电话通知" })).JsonAsync();

        var trail = await (await _secretary.Http.GetAsync($"/api/platform/audit?thingId={person}")).JsonAsync();

        var newest = trail.GetProperty("items")[0];
        Assert.Multiple(() =>
        {
            Assert.That(trail.GetProperty("total").GetInt32(), Is.EqualTo(2));
            Assert.That(newest.GetProperty("person").GetProperty("name").GetString(), Is.EqualTo("周书记"));
            Assert.That(newest.GetProperty("change").GetString(), Is.EqualTo("Revealed"));
            Assert.That(newest.GetProperty("action").GetString(), Does.Contain("/reveal"));
            Assert.That(newest.GetProperty("details")[0].GetProperty("after").GetString(), Is.EqualTo("打电话通知"));
            Assert.That(newest.GetProperty("at").GetDateTimeOffset(), Is.EqualTo(_community.App.Clock.GetUtcNow()));
        });
    }

    [Test]
    public async Task A_community_sees_nothing_of_another_ones_trail()
    {
        var elsewhere = await _community.App.NewCommunityAsync();
        var stranger = await elsewhere.NewPersonAsync("夏玉珍");

        var trail = await (await _secretary.Http.GetAsync($"/api/platform/audit?thingId={stranger}")).JsonAsync();

        Assert.That(trail.GetProperty("total").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Changed_values_are_shown_before_and_after_and_personal_ones_hidden()
    {
        var person = await _community.NewPersonAsync("夏玉珍");
        await (await _secretary.Http.PutAsJsonAsync($"/api/platform/people/{person}", new { version = 0, name = "夏玉真", sex = "Female", language = "en" })).JsonAsync();

        var trail = await (await _secretary.Http.GetAsync($"/api/platform/audit?thingId={person}&change=Modified")).JsonAsync();

        var details = trail.GetProperty("items")[0].GetProperty("details").EnumerateArray().ToDictionary(d => d.GetProperty("property").GetString()!, StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(Values(details["Language"]), Is.EqualTo(("zh-CN", "en")));
            Assert.That(Values(details["Name"]), Is.EqualTo(("***", "***")));
            Assert.That(Values(details["Sex"]), Is.EqualTo(("Unknown", "Female")), "a state by its name");
        });
    }

    [Test]
    public async Task A_resident_reads_no_trail()
    {
        var member = await _community.NewMemberAsync("孟小舟");

        Assert.That((await member.Http.GetAsync("/api/platform/audit")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static (string? Before, string? After) Values(JsonElement detail) => (detail.GetProperty("before").GetString(), detail.GetProperty("after").GetString());
}
