using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations.Members;
using Volunteer.Platform;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests.Members;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PostsTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;
    private TestUser _leader = null!;
    private TestUser _member = null!;
    private Guid _club;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
        _leader = await _community.NewMemberAsync("秦秀文");
        _member = await _community.NewMemberAsync("叶淑敏");
        _club = await _secretary.ActiveClubAsync(_leader, members: _member.PersonId);
    }

    [Test]
    public async Task O3_the_last_leader_cannot_leave_nor_be_removed_nor_become_a_plain_member()
    {
        await (await LeaveAsync(_leader)).RefusedAsync("Organizations:LastLeader");
        await (await _secretary.Http.DeleteAsync(MemberUrl(_leader))).RefusedAsync("Organizations:LastLeader");
        await (await PostAsync(_secretary, _leader, "Member")).RefusedAsync("Organizations:LastLeader");
        await (await PostAsync(_leader, _leader, "Deputy")).RefusedAsync("Organizations:LastLeader");

        Assert.That(await _leader.MembersAsync(_club), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task O3_of_two_leaders_who_leave_at_once_one_stays()
    {
        await (await PostAsync(_secretary, _member, "Leader")).JsonAsync();

        var answers = await Task.WhenAll(LeaveAsync(_leader), LeaveAsync(_member));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent), Is.EqualTo(1));
        await answers.Single(answer => answer.StatusCode != HttpStatusCode.NoContent).RefusedAsync("Organizations:LastLeader");
    }

    [Test]
    public async Task O3_a_leader_who_hands_over_loses_the_role_at_the_next_request()
    {
        Assert.That((await _member.Http.GetAsync(Members)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));

        await (await _leader.Http.PostAsJsonAsync($"{Given.Api}/clubs/{_club}/handover", new { toPersonId = _member.PersonId, note = "交接钥匙和名册。" })).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That((await _leader.Http.GetAsync(Members)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That((await _member.Http.GetAsync(Members)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
        var history = (await _member.ClubAsync(_club)).GetProperty("decisions")[0];
        Assert.That((history.Text("kind"), history.Text("reasons"), history.Text("by")), Is.EqualTo(("HandedOver", "交接钥匙和名册。", "秦秀文")));
    }

    [Test]
    public async Task A_hand_over_to_a_stranger_changes_nothing()
    {
        var stranger = await _community.NewPersonAsync("生人");

        await (await _leader.Http.PostAsJsonAsync($"{Given.Api}/clubs/{_club}/handover", new { toPersonId = stranger, note = "x" })).RefusedAsync("Organizations:NotAMember");

        Assert.That((await _leader.Http.GetAsync(Members)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Two_hand_overs_at_once_leave_exactly_one_leader()
    {
        var third = await _community.NewPersonAsync("戴丽萍");
        await (await _leader.Http.PostAsJsonAsync(Members, new { personId = third })).JsonAsync();

        await Task.WhenAll(
            _leader.Http.PostAsJsonAsync($"{Given.Api}/clubs/{_club}/handover", new { toPersonId = third, note = "一" }),
            _leader.Http.PostAsJsonAsync($"{Given.Api}/clubs/{_club}/handover", new { toPersonId = _member.PersonId, note = "二" }));

        var posts = (await _secretary.ClubAsync(_club)).GetProperty("posts");
        Assert.That(posts.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_secretary_says_which_of_several_leaders_hands_over()
    {
        var third = await _community.NewPersonAsync("戴丽萍");
        await (await _leader.Http.PostAsJsonAsync(Members, new { personId = third })).JsonAsync();
        await (await PostAsync(_secretary, _member, "Leader")).JsonAsync();
        var url = $"{Given.Api}/clubs/{_club}/handover";

        await (await _secretary.Http.PostAsJsonAsync(url, new { toPersonId = third, note = "x" })).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:WhichLeader");
        await (await _secretary.Http.PostAsJsonAsync(url, new { toPersonId = third, fromPersonId = _leader.PersonId, note = "x" })).JsonAsync();

        var leaders = (await _secretary.ClubAsync(_club)).GetProperty("posts").EnumerateArray().Select(post => post.GetProperty("personId").GetGuid());
        Assert.That(leaders, Is.EquivalentTo(new[] { _member.PersonId, third }));
    }

    [Test]
    public async Task A_deputy_helps_but_appoints_nobody()
    {
        await (await PostAsync(_leader, _member, "Deputy")).JsonAsync();

        Assert.That((await _member.Http.GetAsync(Members)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await (await PostAsync(_member, _member, "Leader")).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:OnlySecretary");
        await (await PostAsync(_member, _leader, "Member")).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:OnlySecretary");
        await (await PostAsync(_member, _member, "Member")).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:OnlyLeader");
        await (await _member.Http.DeleteAsync(MemberUrl(_leader))).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:OnlySecretary");
    }

    [Test]
    public async Task A_post_with_a_term_gives_the_role_until_its_last_day_is_over()
    {
        await (await PostAsync(_secretary, _member, "Deputy", "2026-03-05")).JsonAsync();

        // The last day in Shanghai ends at 16:00 UTC.
        _app.Clock.Set(new DateTimeOffset(2026, 3, 5, 15, 59, 0, TimeSpan.Zero));
        var onTheLastDay = (await _member.Http.GetAsync(Members)).StatusCode;
        _app.Clock.Set(new DateTimeOffset(2026, 3, 5, 16, 1, 0, TimeSpan.Zero));
        var afterwards = (await _member.Http.GetAsync(Members)).StatusCode;

        Assert.That((onTheLastDay, afterwards), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden)));
        await (await PostAsync(_secretary, _member, "Deputy", "2026-03-05")).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:TermOver");
    }

    [Test]
    public async Task Leaders_look_after_their_own_club_only()
    {
        var other = await _community.NewMemberAsync("郝铁军");
        var patrol = await _secretary.ActiveClubAsync(other, "平安巡逻队");

        await (await _leader.Http.GetAsync($"{Given.Api}/clubs/{patrol}/members")).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:NotYourClub");
        await (await _leader.Http.PostAsJsonAsync($"{Given.Api}/clubs/{patrol}/members", new { personId = _leader.PersonId })).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:NotYourClub");
        await (await _leader.Http.GetAsync($"{Given.Api}/clubs/{Guid.NewGuid()}/members")).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
    }

    [Test]
    public async Task A_paused_club_keeps_its_leaders_and_a_dissolved_one_does_not()
    {
        await (await _secretary.DecideAsync(_club, "pause", new { reasons = "休息" })).JsonAsync();
        var paused = (await _leader.Http.GetAsync(Members)).StatusCode;
        await (await _secretary.DecideAsync(_club, "dissolution", new { reasons = "解散" })).JsonAsync();
        var dissolved = (await _leader.Http.GetAsync(Members)).StatusCode;

        Assert.That((paused, dissolved), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden)));
    }

    [Test]
    public async Task The_same_person_joins_once_however_often_it_is_asked()
    {
        var person = await _community.NewPersonAsync("戴丽萍");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _leader.Http.PostAsJsonAsync(Members, new { personId = person })));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await refused.RefusedAsync("Organizations:AlreadyMember");
        }
    }

    [Test]
    public async Task Who_left_may_come_back()
    {
        Assert.That((await LeaveAsync(_member)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await LeaveAsync(_member)).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");

        await (await _leader.Http.PostAsJsonAsync(Members, new { personId = _member.PersonId })).JsonAsync();

        Assert.That(await _leader.MembersAsync(_club), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Somebody_new_joins_by_name_and_phone_with_consent_on_paper()
    {
        await (await _leader.Http.PostAsJsonAsync(Members, new { name = "戴丽萍", phone = "19900001112" })).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:ConsentNeeded");
        await (await _leader.Http.PostAsJsonAsync(Members, new { name = "戴丽萍", phone = "19900001112", consentConfirmed = true })).JsonAsync();

        var listed = (await (await _leader.Http.GetAsync($"{Members}?search=1112")).JsonAsync()).GetProperty("items");
        Assert.That((listed.GetArrayLength(), listed[0].Text("name"), listed[0].Text("maskedPhone")), Is.EqualTo((1, "戴丽萍", "199****1112")));
    }

    [Test]
    public async Task O4_one_person_belongs_to_three_clubs_and_leaves_only_one()
    {
        var patrol = await _secretary.ActiveClubAsync(_leader, "平安巡逻队", _member.PersonId);
        var choir = await _secretary.ActiveClubAsync(_leader, "合唱队", _member.PersonId);

        await LeaveAsync(_member);

        var clubs = await _community.InsideAsync(services => services.GetRequiredService<IClubs>().ClubsOfAsync(_member.PersonId, CancellationToken.None));
        Assert.That(clubs, Is.EquivalentTo(new[] { patrol, choir }));
    }

    [Test]
    public async Task O4_one_name_in_two_communities_is_two_records()
    {
        var elsewhere = await _app.NewCommunityAsync();
        var secretary = await elsewhere.NewSecretaryAsync();
        var leader = await elsewhere.NewMemberAsync("陈建国");
        var club = await secretary.ActiveClubAsync(leader);

        await (await _leader.Http.PostAsJsonAsync(Members, new { name = "戴丽萍", phone = "19900001112", consentConfirmed = true })).JsonAsync();
        await (await leader.Http.PostAsJsonAsync($"{Given.Api}/clubs/{club}/members", new { name = "戴丽萍", phone = "19900001112" }))
            .RefusedAsync(HttpStatusCode.BadRequest, "Organizations:ConsentNeeded");
    }

    [Test]
    public async Task Who_departs_from_the_community_leaves_all_clubs_even_as_last_leader()
    {
        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Tell(new PersonDeparted(_leader.PersonId, "搬家"));
            await db.SaveChangesAsync();
        });
        await _app.DeliverOutboxAsync();

        var club = await _secretary.ClubAsync(_club);
        Assert.Multiple(async () =>
        {
            Assert.That(club.GetProperty("posts").GetArrayLength(), Is.Zero);
            Assert.That(await _secretary.MembersAsync(_club), Is.EqualTo(new[] { _member.PersonId }));
            Assert.That((await _leader.Http.GetAsync(Members)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        });
    }

    [Test]
    public async Task What_is_remarked_about_a_person_is_theirs_to_read_and_goes_when_they_are_erased()
    {
        var person = await _community.NewPersonAsync("戴丽萍");
        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(new ClubMember(_club, person, Post.Member, "会拉二胡", _app.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        var before = await ExportAsync(person);

        await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Tell(new PersonErased(person));
            await db.SaveChangesAsync();
        });
        await _app.DeliverOutboxAsync();

        var after = await ExportAsync(person);
        Assert.That((before["remark"]!.GetValue<string>(), before["club"]!.GetValue<string>()), Is.EqualTo(("会拉二胡", "槐香里养花协会")));
        Assert.That(after["remark"], Is.Null);
    }

    [Test]
    public async Task A_leader_sees_the_messages_of_the_clubs_led_and_the_secretary_those_of_all()
    {
        var patrol = await _secretary.ActiveClubAsync(await _community.NewMemberAsync("郝铁军"), "平安巡逻队");
        await _community.InsideAsync(async services =>
        {
            foreach (var club in new[] { _club, patrol })
            {
                services.GetRequiredService<IMessageQueue>().Enqueue(
                    new MessageDraft(_member.PersonId, "Test.Mail", new Dictionary<string, string>(StringComparer.Ordinal), $"{club}", _app.Clock.GetUtcNow().AddDays(1), club));
            }

            await services.GetRequiredService<VolunteerDbContext>().SaveChangesAsync();
        });

        Assert.That((await MessagesAsync(_leader), await MessagesAsync(_secretary)), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Other_modules_learn_who_leads_and_who_belongs()
    {
        await (await PostAsync(_leader, _member, "Deputy")).JsonAsync();

        await _community.InsideAsync(async services =>
        {
            var clubs = services.GetRequiredService<IClubs>();
            var card = (await clubs.FindAsync([_club, Guid.NewGuid()], CancellationToken.None)).Values.Single();
            Assert.That(card, Is.EqualTo(new ClubCard(_club, "槐香里养花协会", "Interest", IsVolunteering: true, IsActive: true)));
            Assert.That(await clubs.LeadersOfAsync(_club, CancellationToken.None), Is.EqualTo(new[] { _leader.PersonId, _member.PersonId }));
            Assert.That(await clubs.LedByAsync(_member.PersonId, CancellationToken.None), Is.EqualTo(new[] { _club }));
            Assert.That(await clubs.MembersOfAsync(_club, CancellationToken.None), Is.EquivalentTo(new[] { _leader.PersonId, _member.PersonId }));
        });
    }

    [Test]
    public async Task The_database_keeps_one_membership_of_one_person_in_one_club()
    {
        await _community.InsideAsync(services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(new ClubMember(_club, _member.PersonId, Post.Member, remark: null, _app.Clock.GetUtcNow()));
            Assert.That(async () => await db.SaveChangesAsync(), Throws.InstanceOf<DbUpdateException>());
            return Task.CompletedTask;
        });
    }

    private Task<System.Text.Json.Nodes.JsonObject> ExportAsync(Guid personId) => _community.InsideAsync(async services =>
        (await services.GetServices<IPersonalDataSource>().OfType<MembershipsOfPerson>().Single().CollectAsync(personId, CancellationToken.None))!.AsArray().Single()!.AsObject());

    private static async Task<int> MessagesAsync(TestUser user) =>
        (await (await user.Http.GetAsync("/api/platform/messages")).JsonAsync()).GetProperty("items").GetArrayLength();

    private string Members => $"{Given.Api}/clubs/{_club}/members";

    private string MemberUrl(TestUser user) => $"{Members}/{user.PersonId}";

    private Task<HttpResponseMessage> LeaveAsync(TestUser user) => user.Http.DeleteAsync($"{Members}/mine");

    private Task<HttpResponseMessage> PostAsync(TestUser by, TestUser of, string post, string? until = null) =>
        by.Http.PutAsJsonAsync($"{MemberUrl(of)}/post", new { post, until });
}
