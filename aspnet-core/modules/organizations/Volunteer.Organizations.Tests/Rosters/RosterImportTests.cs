using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations.Members;
using Volunteer.Organizations.Rosters;
using Volunteer.TestBase;

namespace Volunteer.Organizations.Tests.Rosters;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class RosterImportTests(DatabaseProvider database)
{
    private const string Cui = "崔玉兰,女,1952-06-18,999999195206181021,19900005001,13号院1号楼,做饭面点,";
    private const string Lin = "蔺守田,男,1949/3/5,,19900005002,13号院2号楼,,";
    private const string LinsWife = "解春霞,女,1961年7月2日,,19900005002,13号院2号楼,,";

    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestUser _secretary = null!;
    private TestUser _leader = null!;
    private Guid _club;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _secretary = await _community.NewSecretaryAsync();
        _leader = await _community.NewMemberAsync("秦秀文");
        _club = await _secretary.ActiveClubAsync(_leader);
    }

    [Test]
    public async Task O1_a_preview_writes_nothing_and_the_commit_takes_every_row_in()
    {
        var known = await _community.NewPersonAsync("蔺守田", new DateOnly(1949, 3, 5));

        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui, Lin, LinsWife))).JsonAsync();
        var before = await _leader.MembersAsync(_club);
        var committed = await (await _leader.CommitAsync(preview)).JsonAsync();
        var after = await _leader.MembersAsync(_club);

        Assert.Multiple(() =>
        {
            Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 New", "3 Matched", "4 New" }));
            Assert.That(preview.GetProperty("rows")[1].GetProperty("match").GetProperty("personId").GetGuid(), Is.EqualTo(known));
            Assert.That(before, Is.EqualTo(new[] { _leader.PersonId }));
            Assert.That((committed.GetProperty("registered").GetInt32(), committed.GetProperty("joined").GetInt32()), Is.EqualTo((2, 1)));
            Assert.That(after, Has.Count.EqualTo(4).And.Contain(known));
        });
    }

    [Test]
    public async Task O1_the_second_import_of_the_same_file_changes_nothing()
    {
        var file = Upload.Seed("roster-sample-gbk.csv");
        await (await _leader.CommitAsync(await (await _leader.PreviewAsync(_club, file)).JsonAsync())).JsonAsync();
        var people = await CountPeopleAsync();
        var members = await _leader.MembersAsync(_club);

        var again = await (await _leader.PreviewAsync(_club, file)).JsonAsync();
        var committed = await (await _leader.CommitAsync(again)).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(again.Counts(), Is.EqualTo((0, 0, 30, 0)));
            Assert.That(committed.GetProperty("unchanged").GetInt32(), Is.EqualTo(30));
            Assert.That(await CountPeopleAsync(), Is.EqualTo(people));
            Assert.That(await _leader.MembersAsync(_club), Is.EquivalentTo(members));
        });
    }

    [Test]
    public async Task O1_the_demo_roster_with_its_many_mistakes_is_told_row_by_row()
    {
        await _community.NewPersonAsync("王秀英", new DateOnly(1951, 3, 8), "8619900001115");

        var preview = await (await _leader.PreviewAsync(_club, Upload.Seed("roster-sample.csv"))).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(preview.Rows().Where(row => !row.EndsWith(" New", StringComparison.Ordinal)), Is.EqualTo(new[]
            {
                "14 Matched",
                "20 Error C:Identity:DateNoSuchDay",
                "21 Error D:Identity:IdChecksum",
                "22 New D:Organizations:RosterOldIdNumber",
                "23 Error D:Identity:IdMasked",
                "24 Error A:Text:NameEmpty",
                "25 Error B:Organizations:RosterSexConflict",
                "26 Error C:Organizations:RosterBirthDateConflict",
                "27 Error A:Organizations:RosterTwice",
                "32 Error E:Identity:PhoneFormat",
                "33 Error C:Organizations:RosterMinor",
                "35 Error C:Identity:DateOutOfRange",
            }));
            Assert.That(preview.GetProperty("canCommit").GetBoolean(), Is.False);
            Assert.That(preview.GetProperty("rows")[25].GetProperty("problems")[0].Text("text"), Is.EqualTo("和第 2 行是同一个人。"));
        });
    }

    [Test]
    public async Task O1_a_file_with_one_wrong_row_takes_nobody_in()
    {
        var people = await CountPeopleAsync();
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui, "晏改香,女,1953.2.29,,19900005016,,,"))).JsonAsync();

        var refused = await (await _leader.CommitAsync(preview)).RefusedAsync("Organizations:RosterHasErrors");

        Assert.That(refused.GetProperty("details").GetProperty("count").GetInt32(), Is.EqualTo(1));
        Assert.That(await CountPeopleAsync(), Is.EqualTo(people));
    }

    [Test]
    public async Task O1_a_masked_number_is_flagged_and_kept_nowhere()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv("臧德林,男,1959-03-28,999999********393X,19900005019,,,"))).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 Error D:Identity:IdMasked" }));
    }

    [Test]
    public async Task O1_names_with_spaces_and_full_width_digits_are_the_same_person()
    {
        await (await _leader.CommitAsync(await (await _leader.PreviewAsync(_club, Upload.Csv("李梅芳,女,1966-09-09,999999196609092087,19900005005,,,"))).JsonAsync())).JsonAsync();

        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv("李　梅芳, 女 ,１９６６-09-09,９９９９９９１９６６０９０９２０８７,１９９０００５００５x,,,", "李 梅芳,女,1966.9.9,,199-0000-5005,,,"))).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 Error E:Identity:PhoneFormat", "3 Error A:Organizations:RosterTwice" }));
        var clean = await (await _leader.PreviewAsync(_club, Upload.Csv("李　梅芳, 女 ,１９６６-09-09,,１９９００００５００５,,,"))).JsonAsync();
        Assert.That(clean.Rows(), Is.EqualTo(new[] { "2 AlreadyMember" }));
    }

    [Test]
    public async Task O1_an_old_number_of_fifteen_digits_finds_the_person_again()
    {
        var file = Upload.Csv("祁玉莲,女,1947-09-15,999999470915042,19900005018,,,");
        var first = await (await _leader.PreviewAsync(_club, file)).JsonAsync();
        await (await _leader.CommitAsync(first)).JsonAsync();

        var second = await (await _leader.PreviewAsync(_club, file)).JsonAsync();

        Assert.That(second.Rows(), Is.EqualTo(new[] { "2 AlreadyMember D:Organizations:RosterOldIdNumber" }));
    }

    [Test]
    public async Task O1_a_household_shares_a_phone_and_stays_two_people()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Lin, LinsWife))).JsonAsync();

        Assert.That(preview.Counts(), Is.EqualTo((2, 0, 0, 0)));
    }

    [Test]
    public async Task O1_whom_nobody_can_tell_apart_is_not_added_once_more()
    {
        await _community.NewPersonAsync("王秀英", new DateOnly(1951, 3, 8), "8619900001115");
        await _community.NewPersonAsync("王秀英", new DateOnly(1975, 1, 1), "8619900001115");

        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv("王秀英,女,,,19900001115,,,", "赵无名,,,,,,,"))).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 Error A:Organizations:PersonAmbiguous", "3 Error A:Organizations:RosterNotRecognisable" }));
    }

    [Test]
    public async Task O1_an_identity_number_under_another_name_is_for_a_person_to_look_at()
    {
        await (await _leader.CommitAsync(await (await _leader.PreviewAsync(_club, Upload.Csv(Cui))).JsonAsync())).JsonAsync();

        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui.Replace("崔玉兰", "崔玉莲", StringComparison.Ordinal)))).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 Error A:Organizations:RosterIdOfAnother" }));
        Assert.That(preview.GetProperty("rows")[0].GetProperty("match").Text("name"), Is.EqualTo("崔玉兰"));
    }

    [Test]
    public async Task Who_has_left_the_community_does_not_come_back_by_a_list()
    {
        var gone = await _community.NewPersonAsync("蔺守田", new DateOnly(1949, 3, 5));
        await (await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{gone}/departure", new { reason = "MovedAway" })).NothingAsync();

        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Lin))).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 Error A:Organizations:PersonDeparted" }));
    }

    [Test]
    public async Task O4_the_roster_of_a_second_club_finds_the_people_of_the_first()
    {
        var file = Upload.Csv(Cui, Lin);
        await (await _leader.CommitAsync(await (await _leader.PreviewAsync(_club, file)).JsonAsync())).JsonAsync();
        var people = await CountPeopleAsync();
        var patrol = await _secretary.ActiveClubAsync(_leader, "平安巡逻队");

        var preview = await (await _leader.PreviewAsync(patrol, file)).JsonAsync();
        await (await _leader.CommitAsync(preview)).JsonAsync();

        Assert.That(preview.Counts(), Is.EqualTo((0, 2, 0, 0)));
        Assert.That(await CountPeopleAsync(), Is.EqualTo(people));
    }

    [Test]
    public async Task A_register_that_changed_since_the_preview_makes_it_stale_and_nothing_is_written()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui, Lin))).JsonAsync();
        await _community.NewPersonAsync("蔺守田", new DateOnly(1949, 3, 5));

        await (await _leader.CommitAsync(preview)).RefusedAsync("Organizations:PreviewStale");

        Assert.That(await _leader.MembersAsync(_club), Is.EqualTo(new[] { _leader.PersonId }));
    }

    [Test]
    public async Task Of_many_commits_at_once_one_counts()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui, Lin))).JsonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _leader.CommitAsync(preview)));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            await refused.RefusedAsync("Organizations:PreviewCommitted");
        }

        Assert.That(await _leader.MembersAsync(_club), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Two_leaders_who_import_the_same_people_at_once_register_them_once()
    {
        var patrol = await _secretary.ActiveClubAsync(_leader, "平安巡逻队");
        var file = Upload.Csv(Lin, LinsWife);
        var people = await CountPeopleAsync();
        var first = await (await _leader.PreviewAsync(_club, file)).JsonAsync();
        var second = await (await _secretary.PreviewAsync(patrol, file)).JsonAsync();

        var answers = await Task.WhenAll(_leader.CommitAsync(first), _secretary.CommitAsync(second));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.EqualTo(1));
        await answers.Single(answer => answer.StatusCode != HttpStatusCode.OK).RefusedAsync("Organizations:PreviewStale");
        Assert.That(await CountPeopleAsync(), Is.EqualTo(people + 2));
    }

    [Test]
    public async Task Without_confirmed_consent_nobody_is_taken_in()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui))).JsonAsync();

        await (await _leader.CommitAsync(preview, consentConfirmed: false)).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:ConsentNeeded");

        Assert.That(await _leader.MembersAsync(_club), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_preview_of_yesterday_cannot_be_committed_and_its_rows_are_deleted()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui))).JsonAsync();
        _app.Clock.Advance(TimeSpan.FromHours(24));

        await (await _leader.CommitAsync(preview)).RefusedAsync("Organizations:PreviewExpired");
        await _app.RunJobAsync(ClearRosterPreviews.Name);

        await (await _leader.CommitAsync(preview)).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
    }

    [Test]
    public async Task Stored_rows_are_unreadable_and_gone_after_the_commit()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui))).JsonAsync();
        var stored = await StoredRowsAsync();
        await (await _leader.CommitAsync(preview)).JsonAsync();

        Assert.That(Encoding.UTF8.GetString(stored!), Does.Not.Contain("崔玉兰").And.Not.Contain("999999195206181021"));
        Assert.That(await StoredRowsAsync(), Is.Null);
    }

    [Test]
    public async Task A_preview_can_be_opened_again_and_thrown_away()
    {
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui, "苟全有,男,1956-06-06,999999195606060390,,,,"))).JsonAsync();
        var url = $"{Given.Api}/roster-previews/{preview.Text("previewId")}";

        var again = await (await _leader.Http.GetAsync(url)).JsonAsync();
        var deleted = await _leader.Http.DeleteAsync(url);

        Assert.That(again.Rows(), Is.EqualTo(preview.Rows()));
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await (await _leader.CommitAsync(preview)).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
    }

    [Test]
    public async Task Only_those_who_lead_the_club_import_into_it()
    {
        var other = await _community.NewMemberAsync("郝铁军");
        await _secretary.ActiveClubAsync(other, "平安巡逻队");
        var stranger = await (await _app.NewCommunityAsync()).NewSecretaryAsync();
        var preview = await (await _leader.PreviewAsync(_club, Upload.Csv(Cui))).JsonAsync();

        await (await other.PreviewAsync(_club, Upload.Csv(Cui))).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:NotYourClub");
        await (await other.CommitAsync(preview)).RefusedAsync(HttpStatusCode.Forbidden, "Organizations:NotYourClub");
        await (await stranger.PreviewAsync(_club, Upload.Csv(Cui))).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
        await (await stranger.CommitAsync(preview)).RefusedAsync(HttpStatusCode.NotFound, "Platform:NotFound");
    }

    [Test]
    public async Task A_list_from_elsewhere_with_a_title_and_English_headings_is_understood()
    {
        var file = Encoding.UTF8.GetBytes("Patrol team 2026,,,\nFilled in by the office,,,\nNo.,Full Name *,Mobile (required),Date of Birth\n1,Anna Example,199 0000 5201,1980-05-06\n");

        var preview = await (await _leader.PreviewAsync(_club, file)).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "4 New" }));
        Assert.That(preview.GetProperty("ignoredColumns").EnumerateArray().Select(column => column.GetString()), Is.EqualTo(new[] { "A" }));
    }

    [Test]
    public async Task A_workbook_is_understood_and_an_identity_number_typed_as_a_number_is_told()
    {
        var preview = await (await _leader.PreviewAsync(
            _club,
            Upload.Xlsx(["崔玉兰", "女", new DateOnly(1952, 6, 18), "999999195206181021", "19900005001"], ["苟全有", "男", null, "999999195606060000", null]),
            "roster.xlsx")).JsonAsync();

        Assert.That(preview.Rows(), Is.EqualTo(new[] { "2 New", "3 Error D:Identity:IdRounded" }));
    }

    [Test]
    public async Task The_person_may_say_which_encoding_a_file_has()
    {
        var file = Upload.Seed("roster-sample-gbk.csv");

        var chosen = await (await _leader.PreviewAsync(_club, file, encoding: "GBK")).JsonAsync();

        Assert.That(chosen.Counts(), Is.EqualTo((30, 0, 0, 0)));
        await (await _leader.PreviewAsync(_club, file, encoding: "klingon")).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:RosterEncoding");
    }

    [Test]
    public async Task Files_that_are_no_roster_are_refused_with_a_reason()
    {
        await (await _leader.PreviewAsync(_club, [])).RefusedAsync("Files:Empty");
        await (await _leader.PreviewAsync(_club, "%PDF-1.7 and so on"u8.ToArray())).RefusedAsync("Files:NotASpreadsheet");
        await (await _leader.PreviewAsync(_club, [.. "PK\u0003\u0004"u8, 1, 2, 3], "broken.xlsx")).RefusedAsync("Files:Broken");
        await (await _leader.PreviewAsync(_club, new byte[(10 * 1024 * 1024) + 1])).RefusedAsync("Files:TooLarge");
        await (await _leader.PreviewAsync(_club, "a,b\n1,2\n"u8.ToArray())).RefusedAsync("Organizations:RosterNoHeader");
        await (await _leader.PreviewAsync(_club, Upload.Csv())).RefusedAsync("Organizations:RosterNoRows");
    }

    [Test]
    public async Task A_request_without_a_file_is_a_bad_request()
    {
        using var form = new MultipartFormDataContent { { new StringContent("GBK"), "encoding" } };
        var withoutFile = await _leader.Http.PostAsync($"{Given.Api}/clubs/{_club}/roster-previews", form);
        using var torn = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc");
        torn.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var broken = await _leader.Http.PostAsync($"{Given.Api}/clubs/{_club}/roster-previews", torn);

        Assert.Multiple(() =>
        {
            Assert.That(withoutFile.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(broken.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        });
    }

    [Test]
    public async Task What_the_roster_says_of_a_person_is_kept_as_text()
    {
        await (await _leader.CommitAsync(await (await _leader.PreviewAsync(_club, Upload.Csv("盛来喜,男,1967-11-30,,19900005026,,,\"=HYPERLINK(\"\"http://example.com\"\")\n第二行\""))).JsonAsync())).JsonAsync();

        var remark = await _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<ClubMember>()
            .Where(member => member.ClubId == _club && member.Remark != null).Select(member => member.Remark).SingleAsync());

        Assert.That(remark, Is.EqualTo("=HYPERLINK(\"http://example.com\")\n第二行"));
    }

    [Test]
    public async Task Twenty_thousand_rows_are_previewed_and_taken_in_without_filling_the_memory()
    {
        var lines = Enumerable.Range(0, 20_000).Select(row => $"{NameOf(row)},女,{new DateOnly(1940, 1, 1).AddDays(row % 18_000):yyyy-MM-dd},,1990000{row % 10_000:0000},{row % 40}号楼,,").ToArray();

        var file = Upload.Csv(lines);
        using var memory = new LiveMemory();
        var preview = await (await _leader.PreviewAsync(_club, file)).JsonAsync();
        var committed = await (await _leader.CommitAsync(preview)).JsonAsync();
        var most = await memory.StopAsync();
        var again = await (await _leader.PreviewAsync(_club, Upload.Csv(lines))).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(preview.Counts(), Is.EqualTo((20_000, 0, 0, 0)));
            Assert.That(committed.GetProperty("registered").GetInt32(), Is.EqualTo(20_000));
            Assert.That(again.Counts(), Is.EqualTo((0, 0, 20_000, 0)));
            Assert.That(most, Is.LessThan(200 * 1024 * 1024));
        });
        await (await _leader.PreviewAsync(_club, Upload.Csv([.. lines, Cui]))).RefusedAsync("Files:TooManyRows");
    }

    [TestCase("xlsx")]
    [TestCase("csv")]
    public async Task The_template_is_a_roster_that_the_import_understands(string format)
    {
        var template = await (await _leader.Http.GetAsync($"{Given.Api}/roster-template?format={format}")).Content.ReadAsByteArrayAsync();

        await (await _leader.PreviewAsync(_club, template, $"template.{format}")).RefusedAsync("Organizations:RosterNoRows");
        await (await _leader.Http.GetAsync($"{Given.Api}/roster-template?format=pdf")).RefusedAsync(HttpStatusCode.BadRequest, "Organizations:RosterFormat");
    }

    private static string NameOf(int row) => $"{(char)('一' + (row / 140))}{(char)('丁' + (row % 140))}";

    private Task<int> CountPeopleAsync() => _community.InsideAsync(async services =>
    {
        var ids = await services.GetRequiredService<VolunteerDbContext>().Database
            .SqlQuery<Guid>($"SELECT id AS \"Value\" FROM platform_people WHERE tenant_id = {_community.TenantId}").ToListAsync();
        return ids.Count;
    });

    private Task<byte[]?> StoredRowsAsync() => _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<RosterPreview>()
        .Where(preview => preview.ClubId == _club).Select(preview => preview.Rows).SingleAsync());
}
