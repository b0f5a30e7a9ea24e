using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests.Clubs;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class LifeOfAClubTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;
    private TestUser _resident = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
        _resident = await _community.NewMemberAsync("秦秀文");
    }

    [Test]
    public async Task O2_a_club_applies_is_returned_with_reasons_resubmitted_and_approved()
    {
        var club = await _resident.AppliedClubAsync();
        await (await _secretary.DecideAsync(club, "return", new { reasons = "请写明活动地点。" })).JsonAsync();
        var returned = await _resident.ClubAsync(club);

        var again = await _resident.Http.PostAsJsonAsync($"{Given.Api}/clubs/{club}/resubmission", new
        {
            name = "槐香里养花社",
            kind = "Interest",
            purpose = "以花会友。",
            meetingPlace = "社区花园凉亭",
            isVolunteering = true,
        });
        await again.JsonAsync();
        await (await _secretary.DecideAsync(club, "approval")).JsonAsync();
        await (await _secretary.DecideAsync(club, "activation")).JsonAsync();
        var active = await _resident.ClubAsync(club);

        Assert.Multiple(() =>
        {
            Assert.That(returned.Text("state"), Is.EqualTo("Returned"));
            Assert.That(returned.GetProperty("decisions")[0].Text("reasons"), Is.EqualTo("请写明活动地点。"));
            Assert.That(returned.GetProperty("decisions")[0].Text("by"), Is.EqualTo("周书记"));
            Assert.That(active.Text("state"), Is.EqualTo("Active"));
            Assert.That(active.Text("name"), Is.EqualTo("槐香里养花社"));
            Assert.That(
                active.GetProperty("decisions").EnumerateArray().Select(decision => decision.Text("kind")),
                Is.EqualTo(new[] { "Activated", "Approved", "Resubmitted", "Returned", "Applied" }));
        });
    }

    [Test]
    public async Task Whoever_applied_sees_the_founding_members_until_the_club_runs_under_another_leader()
    {
        var leader = await _community.NewMemberAsync("辛桂兰");
        var applied = await (await _resident.ApplyAsync(leader: leader.PersonId)).JsonAsync();
        var club = applied.GetProperty("id").GetGuid();

        Assert.That(await _resident.MembersAsync(club), Is.EqualTo(new[] { leader.PersonId }));
        Assert.That((await (await _community.NewMemberAsync("外人")).Http.GetAsync($"{Given.Api}/clubs/{club}/members")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));

        await (await _secretary.DecideAsync(club, "approval")).JsonAsync();
        await (await _secretary.DecideAsync(club, "activation")).JsonAsync();
        Assert.That((await _resident.Http.GetAsync($"{Given.Api}/clubs/{club}/members")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await leader.MembersAsync(club), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task O2_of_two_reviewers_at_once_exactly_one_decides()
    {
        var club = await _resident.AppliedClubAsync();
        var second = await _community.NewSecretaryAsync();

        var answers = await Task.WhenAll(
            _secretary.DecideAsync(club, "approval"),
            second.DecideAsync(club, "return", new { reasons = "成员太少。" }),
            second.DecideAsync(club, "approval"),
            _secretary.DecideAsync(club, "return", new { reasons = "地点不明。" }));

        var decided = (await _secretary.ClubAsync(club)).GetProperty("decisions").GetArrayLength();
        Assert.Multiple(() =>
        {
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict), Is.EqualTo(3));
            Assert.That(decided, Is.EqualTo(2), "the application and one decision");
        });
    }

    [Test]
    public async Task O2_a_decision_on_what_the_page_no_longer_shows_is_stale()
    {
        var club = await _resident.AppliedClubAsync();
        var seen = (await _secretary.ClubAsync(club)).GetProperty("version").GetInt32();
        await (await _secretary.DecideAsync(club, "return", new { reasons = "请改名称。" })).JsonAsync();
        await (await _resident.Http.PostAsJsonAsync($"{Given.Api}/clubs/{club}/resubmission", Resubmission("另一个名称"))).JsonAsync();

        await (await _secretary.DecideAsync(club, "approval", new { version = seen })).RefusedAsync("Platform:Stale");
    }

    [Test]
    public async Task O2_a_name_is_taken_in_this_community_and_free_in_another()
    {
        await _resident.AppliedClubAsync("平安巡逻队");
        var elsewhere = await (await _app.NewCommunityAsync()).NewMemberAsync("郝铁军");

        await (await _secretary.ApplyAsync(" 平安　巡逻队 ")).RefusedAsync("Organizations:NameTaken");
        Assert.That((await elsewhere.ApplyAsync("平安巡逻队")).StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task O2_of_many_applications_with_one_name_at_once_exactly_one_is_taken()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _resident.ApplyAsync("同名队")));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.Created), Is.EqualTo(1));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            await refused.RefusedAsync("Organizations:NameTaken");
        }
    }

    [Test]
    public async Task A_dissolved_club_gives_its_name_free()
    {
        var club = await _secretary.ActiveClubAsync(_resident);
        await (await _secretary.DecideAsync(club, "dissolution", new { reasons = "成员都搬走了。" })).JsonAsync();

        Assert.That((await _resident.ApplyAsync()).StatusCode, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_club_pauses_and_resumes_and_no_step_can_be_taken_from_the_wrong_state()
    {
        var club = await _secretary.ActiveClubAsync(_resident);

        await (await _secretary.DecideAsync(club, "resumption")).RefusedAsync("Organizations:WrongState");
        await (await _secretary.DecideAsync(club, "pause", new { reasons = "暑假休息。" })).JsonAsync();
        await (await _secretary.DecideAsync(club, "pause", new { reasons = "再停一次。" })).RefusedAsync("Organizations:WrongState");
        await (await _secretary.DecideAsync(club, "approval")).RefusedAsync("Organizations:WrongState");
        var resumed = await (await _secretary.DecideAsync(club, "resumption")).JsonAsync();

        Assert.That(resumed.Text("state"), Is.EqualTo("Active"));
    }

    [Test]
    public async Task Founding_members_come_from_the_register_or_are_added_to_it_once()
    {
        var known = await _community.NewPersonAsync("叶淑敏", phone: "8619900001111");

        var club = await _resident.AppliedClubAsync(foundingMembers:
        [
            new { personId = _resident.PersonId },
            new { name = "叶淑敏", phone = "199-0000-1111" },
            new { name = "戴　丽萍", phone = "19900001112" },
        ]);

        var members = await _secretary.MembersAsync(club);
        var found = await _community.InsideAsync(services => services.GetRequiredService<IPeople>().SearchAsync("戴丽萍", 5, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(members, Is.EquivalentTo(new[] { _resident.PersonId, known, found.Single().Id }));
            Assert.That(found.Single().MaskedPhone, Is.EqualTo("199****1112"));
        });
    }

    [Test]
    public async Task An_application_with_a_wrong_founding_member_leaves_nothing_behind()
    {
        var body = Given.Application(foundingMembers: [new { name = "新来的", phone = "19900001113" }, new { name = "戴丽萍", phone = "12345" }]);

        var refused = await (await _resident.Http.PostAsJsonAsync($"{Given.Api}/clubs", body)).RefusedAsync(HttpStatusCode.BadRequest, "Identity:PhoneFormat");

        var found = await _community.InsideAsync(services => services.GetRequiredService<IPeople>().SearchAsync("新来的", 5, CancellationToken.None));
        Assert.Multiple(() =>
        {
            Assert.That(refused.GetProperty("errors").TryGetProperty("foundingMembers[1].phone", out _), Is.True);
            Assert.That(found, Is.Empty);
        });
    }

    [Test]
    public async Task Nobody_new_is_registered_without_consent()
    {
        var refused = await (await _resident.Http.PostAsJsonAsync($"{Given.Api}/clubs", new
        {
            name = "合唱队",
            kind = "Arts",
            purpose = "唱歌。",
            meetingPlace = "活动室",
            isVolunteering = false,
            foundingMembers = new[] { new { name = "戴丽萍", phone = "19900001112" } },
        })).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:ConsentNeeded");

        Assert.That(refused.GetProperty("errors").TryGetProperty("consentConfirmed", out _), Is.True);
    }

    [TestCase("", "x")]
    [TestCase("合唱队", "")]
    [TestCase("倒写的\u202E名", "x")]
    public async Task Empty_and_deceptive_texts_are_refused(string name, string purpose)
    {
        var answer = await _resident.Http.PostAsJsonAsync($"{Given.Api}/clubs", new { name, kind = "Arts", purpose, meetingPlace = "活动室", isVolunteering = false });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_person_of_another_community_is_unknown_here()
    {
        var stranger = await (await _app.NewCommunityAsync()).NewPersonAsync("外人");

        await (await _resident.ApplyAsync(foundingMembers: [new { personId = stranger }])).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:PersonUnknown");
    }

    [Test]
    public async Task Residents_see_clubs_that_run_and_applications_of_their_own()
    {
        var other = await _community.NewMemberAsync("叶淑敏");
        await _secretary.ActiveClubAsync(_resident, "养花协会");
        var applied = await _resident.AppliedClubAsync("合唱队");

        var mine = await NamesAsync(_resident);
        var others = await NamesAsync(other);
        var secretarys = await NamesAsync(_secretary);
        var refused = await other.Http.GetAsync($"{Given.Api}/clubs/{applied}");

        Assert.Multiple(() =>
        {
            Assert.That(mine, Is.EquivalentTo(new[] { "养花协会", "合唱队" }));
            Assert.That(others, Is.EquivalentTo(new[] { "养花协会" }));
            Assert.That(secretarys, Is.EquivalentTo(new[] { "养花协会", "合唱队" }));
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    [Test]
    public async Task A_leader_corrects_the_purpose_but_not_what_the_community_decided_on()
    {
        var club = await _secretary.ActiveClubAsync(_resident);
        var version = (await _resident.ClubAsync(club)).GetProperty("version").GetInt32();

        var changed = await (await ChangeAsync(_resident, club, version, "槐香里养花协会", isVolunteering: true)).JsonAsync();
        await (await ChangeAsync(_resident, club, version, "槐香里养花协会", isVolunteering: true)).RefusedAsync("Platform:Stale");
        var now = changed.GetProperty("version").GetInt32();
        await (await ChangeAsync(_resident, club, now, "槐香里养花协会", isVolunteering: false)).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:OnlySecretary");
        await (await ChangeAsync(_resident, club, now, "别的名称", isVolunteering: true)).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:OnlySecretary");

        await (await ChangeAsync(_secretary, club, now, "别的名称", isVolunteering: false)).JsonAsync();
        Assert.That((await _resident.ClubAsync(club)).Text("purpose"), Is.EqualTo("第一行\n第二行"));
    }

    [Test]
    public async Task Another_communitys_club_does_not_exist_here()
    {
        var club = await _secretary.ActiveClubAsync(_resident);
        var stranger = await (await _app.NewCommunityAsync()).NewSecretaryAsync();

        var foreign = await stranger.Http.GetAsync($"{Given.Api}/clubs/{club}");
        var absent = await stranger.Http.GetAsync($"{Given.Api}/clubs/{Guid.NewGuid()}");

        Assert.Multiple(() =>
        {
            Assert.That(foreign.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(absent.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
        await (await stranger.DecideAsync(club, "pause", new { reasons = "x" })).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
        await (await stranger.DecideAsync(club, "dissolution", new { reasons = "x" })).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
    }

    [Test]
    public async Task The_same_application_sent_twice_with_one_key_makes_one_club()
    {
        async Task<HttpResponseMessage> SendAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Given.Api}/clubs") { Content = JsonContent.Create(Given.Application()) };
            request.Headers.Add("Idempotency-Key", "one-club");
            return await _resident.Http.SendAsync(request);
        }

        var first = await (await SendAsync()).Content.ReadAsStringAsync();
        var second = await (await SendAsync()).Content.ReadAsStringAsync();

        Assert.That(second, Is.EqualTo(first));
    }

    private static object Resubmission(string name) => new { name, kind = "Interest", purpose = "以花会友。", meetingPlace = "社区花园", isVolunteering = true };

    private static Task<HttpResponseMessage> ChangeAsync(TestUser user, Guid club, int version, string name, bool isVolunteering) =>
        user.Http.PutAsJsonAsync($"{Given.Api}/clubs/{club}", new { version, name, kind = "Interest", purpose = "第一行\r\n第二行", meetingPlace = "凉亭", isVolunteering });

    private static async Task<List<string?>> NamesAsync(TestUser user) =>
        [.. (await (await user.Http.GetAsync($"{Given.Api}/clubs")).JsonAsync()).GetProperty("items").EnumerateArray().Select(item => item.Text("name"))];
}
