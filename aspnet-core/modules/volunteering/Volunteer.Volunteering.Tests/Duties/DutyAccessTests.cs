using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;
using Volunteer.Volunteering.Attendance;

namespace Volunteer.Volunteering.Tests.Duties;

/// <summary>Who may set up which duty, and the catalogue that duties are made of.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DutyAccessTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private DutyStage _stage = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _stage = await DutyStage.NewAsync(_app);
        _stage.TodayIs("2026-03-02");
    }

    [Test]
    public async Task H5_a_leisure_club_holds_no_volunteering_duty()
    {
        var club = await DutyStage.ActiveClubAsync(_stage.Secretary, _stage.Leader, "棋牌社", isVolunteering: false);
        var when = DutyStage.When("FREQ=WEEKLY;BYDAY=FR");

        var refused = await _stage.CreateAsync(when, clubId: club);
        var leisure = (await (await _stage.CreateAsync(when, clubId: club, kind: "Leisure")).JsonAsync()).GetProperty("id").GetGuid();
        var changed = await _stage.Leader.Http.PutAsJsonAsync($"{DutyStage.Api}/duties/{leisure}", Changed("Volunteering", (await _stage.GetAsync(leisure)).Number("version")));

        await refused.RefusedAsync("Volunteering:ClubNotVolunteering");
        await changed.RefusedAsync("Volunteering:ClubNotVolunteering");
    }

    [Test]
    public async Task H5_the_kind_is_fixed_once_somebody_came()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=WEEKLY;BYDAY=FR"));
        var shift = await _stage.ShiftAsync(duty, "2026-03-06");
        await (await _stage.Leader.Http.PutAsJsonAsync($"{DutyStage.Api}/duties/{duty}", Changed("Leisure", (await _stage.GetAsync(duty)).Number("version")))).JsonlessAsync();
        await _stage.Community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(new AttendanceRecord(shift.Id, _stage.Leader.PersonId, isWalkIn: false));
            await db.SaveChangesAsync();
        });

        var refused = await _stage.Leader.Http.PutAsJsonAsync($"{DutyStage.Api}/duties/{duty}", Changed("Volunteering", (await _stage.GetAsync(duty)).Number("version")));

        await refused.RefusedAsync("Volunteering:KindFixed");
    }

    [Test]
    public async Task A_club_that_is_not_active_gets_no_duty()
    {
        await (await _stage.Secretary.Http.PostAsync($"/api/organizations/clubs/{_stage.ClubId}/pause", content: null)).JsonAsync();

        await (await _stage.CreateAsync(DutyStage.When("FREQ=DAILY"))).RefusedAsync("Volunteering:ClubNotActive");
    }

    [Test]
    public async Task A_leader_sees_and_changes_the_duties_of_the_own_club_only()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY"));
        var other = await _stage.Community.NewMemberAsync("别家队长");
        await DutyStage.ActiveClubAsync(_stage.Secretary, other, "养花协会");

        var listed = await (await other.Http.GetAsync($"{DutyStage.Api}/duties")).JsonAsync();
        var statuses = new List<HttpStatusCode>
        {
            (await other.Http.GetAsync($"{DutyStage.Api}/duties/{duty}")).StatusCode,
            (await other.Http.PostAsync($"{DutyStage.Api}/duties/{duty}/pause", content: null)).StatusCode,
            (await other.Http.PostAsJsonAsync($"{DutyStage.Api}/duties/{duty}/edit-previews", new { scope = "All", change = new { places = 3 } })).StatusCode,
            (await other.Http.PostAsJsonAsync($"{DutyStage.Api}/duties/{duty}/end", new { lastDay = "2026-04-01" })).StatusCode,
        };

        Assert.Multiple(() =>
        {
            Assert.That(listed.Number("total"), Is.Zero);
            Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.Forbidden));
        });
    }

    [Test]
    public async Task S28_a_duty_or_shift_of_another_community_is_not_found()
    {
        var duty = await _stage.DutyAsync(DutyStage.When("FREQ=DAILY"));
        var shift = (await _stage.ShiftsAsync(duty))[0].Id;
        var foreign = await DutyStage.NewAsync(_app);

        var answers = new[]
        {
            await foreign.Leader.Http.GetAsync($"{DutyStage.Api}/duties/{duty}"),
            await foreign.PostAsync($"duties/{duty}/pause"),
            await foreign.PostAsync($"duties/{duty}/end", new { lastDay = "2026-04-01" }),
            await foreign.PreviewAsync(duty, "All", new { places = 3 }),
            await foreign.CommitAsync(duty, "All", new { places = 3 }, "x"),
            await foreign.PostAsync($"shifts/{shift}/decision", new { decision = "Hold" }),
            await foreign.CreateAsync(DutyStage.When("FREQ=DAILY"), clubId: _stage.ClubId),
        };

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Places_and_skills_are_named_once_and_changed_on_what_was_read()
    {
        var skill = (await (await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/skills", new { name = "急救", nameEn = "First aid", needsCertificate = true })).JsonAsync()).GetProperty("id").GetGuid();

        await (await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/skills", new { name = " 急救 " })).RefusedAsync("Volunteering:SkillNameTaken");
        await (await _stage.PostAsync("places", new { name = "13号院大门", address = "别处" })).RefusedAsync("Volunteering:PlaceNameTaken");
        await (await _stage.PostAsync("skills", new { name = "理发" })).RefusedAsync(HttpStatusCode.Forbidden, "Platform:Forbidden");
        await (await _stage.Secretary.Http.PutAsJsonAsync($"{DutyStage.Api}/places/{_stage.PlaceId}", new { name = "13号院东门", address = "槐香路13号", version = 0 })).JsonlessAsync();
        await (await _stage.Secretary.Http.PutAsJsonAsync($"{DutyStage.Api}/places/{_stage.PlaceId}", new { name = "13号院西门", address = "槐香路13号", version = 0 })).RefusedAsync("Platform:Stale");
        await (await _stage.Secretary.Http.PutAsJsonAsync($"{DutyStage.Api}/skills/{skill}", new { name = "急救员", needsCertificate = true, version = 0 })).JsonlessAsync();
        var places = await (await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/places")).JsonAsync();
        var skills = await (await _stage.Leader.Http.GetAsync($"{DutyStage.Api}/skills")).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(places.EnumerateArray().Select(place => place.Text("name")), Is.EqualTo(new[] { "13号院东门" }));
            Assert.That(skills.EnumerateArray().Select(item => item.Text("name")), Is.EqualTo(new[] { "急救员" }));
        });
    }

    [Test]
    public async Task A_persons_skill_is_recorded_renewed_and_taken_back()
    {
        var skill = await _stage.Community.NewSkillAsync();
        var person = await _stage.Community.NewPersonAsync();
        var address = $"{DutyStage.Api}/people/{person}/skills";

        await (await _stage.Secretary.Http.PostAsJsonAsync(address, new { skillId = skill, validUntil = "2026-12-31" })).JsonlessAsync();
        await (await _stage.Secretary.Http.PostAsJsonAsync(address, new { skillId = skill, validUntil = "2027-12-31" })).JsonlessAsync();
        var held = await (await _stage.Secretary.Http.GetAsync(address)).JsonAsync();
        await (await _stage.Secretary.Http.DeleteAsync($"{address}/{skill}")).JsonlessAsync();
        var again = await _stage.Secretary.Http.DeleteAsync($"{address}/{skill}");
        var unknown = await _stage.Secretary.Http.PostAsJsonAsync($"{DutyStage.Api}/people/{Guid.NewGuid()}/skills", new { skillId = skill });

        Assert.Multiple(() =>
        {
            Assert.That(held.EnumerateArray().Single().Text("validUntil"), Is.EqualTo("2027-12-31"));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task A_role_listed_twice_an_unknown_place_or_nobody_wanted_is_refused_with_the_field()
    {
        var when = DutyStage.When("FREQ=DAILY");
        var role = new { key = "tools", name = "工具发放", places = 2 };

        await (await _stage.CreateAsync(when, roles: [role, role])).RefusedAsync(HttpStatusCode.BadRequest, "Volunteering:RoleKeyTwice");
        await (await _stage.CreateAsync(when, places: 0)).RefusedAsync(HttpStatusCode.BadRequest, "Volunteering:NoPlaces");
        await (await _stage.CreateAsync(when, roles: [new { key = "tools", name = "工具发放", places = 2, skillId = Guid.NewGuid() }])).RefusedAsync(HttpStatusCode.BadRequest, "Volunteering:SkillUnknown");
        await (await _stage.CreateAsync(when, title: new string('长', 101))).RefusedAsync(HttpStatusCode.BadRequest, "Platform:Invalid");
    }

    private object Changed(string kind, int version) => new
    {
        text = new { title = "大扫除", description = "自带手套。" },
        placeId = _stage.PlaceId,
        kind,
        who = new { places = 10, roles = Array.Empty<object>() },
        version,
    };
}
