using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Volunteer.TestBase;
using Volunteer.Volunteering.Tests.Duties;

namespace Volunteer.Volunteering.Tests.Skills;

/// <summary>A roster's column of skills and the community's list of them.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class NamedSkillsTests(DatabaseProvider database)
{
    private const string Heading = "姓名,性别,出生日期,身份证号,手机号,楼栋,技能,备注\n";

    private TestApp _app = null!;
    private DutyStage _stage = null!;
    private Guid _cooking;
    private Guid _firstAid;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _stage = await DutyStage.NewAsync(_app);
        _cooking = await SkillAsync("做饭面点", "Cooking", needsCertificate: false);
        _firstAid = await SkillAsync("急救", "First aid", needsCertificate: true);
    }

    [Test]
    public async Task O1_skills_of_an_imported_roster_are_matched_and_the_rest_waits_for_the_secretary()
    {
        await ImportAsync("崔玉兰,女,1952-06-18,,19900005001,13号院1号楼,cooking、急救、会修收音机,");

        var named = await NamedAsync();
        var cui = named[0].GetProperty("personId").GetGuid();
        Assert.Multiple(async () =>
        {
            Assert.That(await HeldAsync(cui), Is.EqualTo(new[] { "做饭面点" }));
            Assert.That(named.Select(item => item.Text("name")), Is.EquivalentTo(new[] { "急救", "会修收音机" }));
            Assert.That(named.Select(item => item.Text("personName")), Is.All.EqualTo("崔玉兰"));
            Assert.That(IdOf(named, "急救").GetGuid(), Is.EqualTo(_firstAid), "nobody has seen the certificate yet");
            Assert.That(IdOf(named, "会修收音机").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task The_secretary_grants_what_was_meant_or_lets_it_go()
    {
        await ImportAsync("崔玉兰,女,1952-06-18,,19900005001,13号院1号楼,急救、会修收音机,");
        var named = await NamedAsync();
        var cui = named[0].GetProperty("personId").GetGuid();

        await (await SettleAsync(named, "急救", new { skillId = _firstAid, validUntil = "2027-12-31" })).JsonlessAsync();
        await (await SettleAsync(named, "会修收音机", new { skillId = Guid.NewGuid() })).RefusedAsync(HttpStatusCode.BadRequest, VolunteeringErrors.SkillUnknown);
        await (await SettleAsync(named, "会修收音机", new { })).JsonlessAsync();
        var again = await SettleAsync(named, "会修收音机", new { });

        Assert.Multiple(async () =>
        {
            Assert.That(await HeldAsync(cui), Is.EqualTo(new[] { "急救" }));
            Assert.That(await NamedAsync(), Is.Empty);
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task A_second_roster_adds_nothing_twice()
    {
        var other = await DutyStage.ActiveClubAsync(_stage.Secretary, _stage.Leader, "合唱队");
        await ImportAsync("崔玉兰,女,1952-06-18,,19900005001,13号院1号楼,做饭面点、会修收音机,");

        await ImportAsync("崔玉兰,女,1952-06-18,,19900005001,13号院1号楼,做饭面点、会修收音机,", other);

        Assert.That((await NamedAsync()).Select(item => item.Text("name")), Is.EqualTo(new[] { "会修收音机" }));
    }

    private static JsonElement IdOf(List<JsonElement> named, string name) => named.Single(item => item.Text("name") == name).GetProperty("skillId");

    private async Task<Guid> SkillAsync(string name, string nameEn, bool needsCertificate) =>
        (await (await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/skills", new { name, nameEn, needsCertificate })).JsonAsync()).GetProperty("id").GetGuid();

    private async Task ImportAsync(string line, Guid? club = null)
    {
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Heading + line));
        form.Add(content, "file", "roster.csv");
        var preview = await (await _stage.Leader.Http.PostAsync($"/api/organizations/clubs/{club ?? _stage.ClubId}/roster-previews", form)).JsonAsync();
        await (await _stage.Leader.Http.PostAsJsonAsync(
            $"/api/organizations/roster-previews/{preview.Text("previewId")}/commit",
            new { previewVersion = preview.Number("previewVersion"), consentConfirmed = true })).JsonAsync();
        await _app.DeliverOutboxAsync();
    }

    private async Task<List<JsonElement>> NamedAsync() =>
        [.. (await (await _stage.Secretary.Http.GetAsync($"{DutyStage.Api}/named-skills")).JsonAsync()).Items("items")];

    private Task<HttpResponseMessage> SettleAsync(List<JsonElement> named, string name, object body) => _stage.Secretary.Http.PostAsJsonAsync(
        $"{DutyStage.Api}/named-skills/{named.Single(item => item.Text("name") == name).Text("id")}/settlement",
        body);

    private async Task<IEnumerable<string?>> HeldAsync(Guid personId) =>
        (await (await _stage.Secretary.Http.GetAsync($"{DutyStage.Api}/people/{personId}/skills")).JsonAsync()).EnumerateArray().Select(skill => skill.Text("name"));
}
