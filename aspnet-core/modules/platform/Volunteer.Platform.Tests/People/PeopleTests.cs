using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.People;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PeopleTests(DatabaseProvider database)
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
    public async Task A_person_is_registered_as_typed_and_listed_with_a_masked_phone()
    {
        var id = await CreatedAsync(New("王　秀英", phone: "199-0000-1234", birthDate: "1953-04-05"));

        var item = (await ListAsync("search=王秀英")).GetProperty("items").EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(item.GetProperty("id").GetGuid(), Is.EqualTo(id));
            Assert.That(item.GetProperty("maskedPhone").GetString(), Is.EqualTo("199****1234"));
            Assert.That(item.GetProperty("birthYear").GetInt32(), Is.EqualTo(1953));
        });
    }

    [TestCase("19900001234", "199****1234")]
    [TestCase("0371-00001234", null)]
    [TestCase("0371-66001234", "**********34")]
    public async Task A_phone_of_any_length_is_masked_or_refused(string phone, string? masked)
    {
        var answer = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("孟小舟", phone));
        if (masked is null)
        {
            await answer.RefusedAsync(HttpStatusCode.BadRequest, "Identity:PhoneFormat");
            return;
        }

        var id = (await answer.JsonAsync()).GetProperty("id").GetGuid();
        var card = await _community.InsideAsync(async services => (await services.GetRequiredService<IPeople>().FindAsync([id], CancellationToken.None))[id]);
        Assert.That(card.MaskedPhone, Does.EndWith(masked[^2..]).And.Contain("*"));
        Assert.That(card.MaskedPhone, Does.Not.Contain(phone[^6..]));
    }

    [Test]
    public async Task The_end_of_a_phone_number_finds_everybody_who_shares_it()
    {
        await CreatedAsync(New("常卫东", "19900005678"));
        await CreatedAsync(New("夏玉珍", "19900005678"));
        await CreatedAsync(New("尹佳琪", "19900005679"));

        var found = await ListAsync("search=5678");

        Assert.That(Names(found), Is.EquivalentTo(new[] { "常卫东", "夏玉珍" }));
    }

    [Test]
    public async Task The_list_comes_in_pages_with_the_total()
    {
        for (var number = 0; number < 5; number++)
        {
            await _community.NewPersonAsync($"甘{(char)('甲' + number)}");
        }

        var page = await ListAsync("search=甘&page=2&pageSize=2");

        Assert.Multiple(() =>
        {
            Assert.That(page.GetProperty("total").GetInt32(), Is.EqualTo(5));
            Assert.That(page.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
        });
    }

    [TestCase("page=-1")]
    [TestCase("page=2147483647&pageSize=2147483647")]
    public async Task A_page_that_cannot_be_is_no_failure(string query) =>
        Assert.That((await ListAsync(query)).GetProperty("total").GetInt32(), Is.EqualTo(1));

    [Test]
    public async Task S27_a_second_wang_xiuying_is_added_only_when_the_secretary_insists()
    {
        await CreatedAsync(New("王秀英", "19900001115", "1953-04-05"));

        var asked = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("王秀英", "19900001115", "1953-04-05"));
        var insisted = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("王秀英", "19900001115", "1953-04-05", evenIfKnown: true));
        var other = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("王秀英", "19900001115", "1961-07-02"));

        await asked.RefusedAsync(PlatformErrors.PersonKnown);
        await insisted.JsonAsync();
        await other.JsonAsync();
        Assert.That((await ListAsync("search=王秀英")).GetProperty("total").GetInt32(), Is.EqualTo(3));
    }

    [Test]
    public async Task One_id_number_belongs_to_one_person()
    {
        await CreatedAsync(New("谭素梅", idNumber: IdNumber));

        var otherName = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("谭素美", idNumber: IdNumber, evenIfKnown: true));
        var sameName = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("谭素梅", idNumber: IdNumber, evenIfKnown: true));

        await otherName.RefusedAsync(PlatformErrors.IdNumberTaken);
        await sameName.RefusedAsync(PlatformErrors.IdNumberTaken);
    }

    [Test]
    public async Task An_id_number_fills_in_sex_and_birth_date_and_contradicts_wrong_ones()
    {
        var wrong = await _secretary.Http.PostAsJsonAsync("/api/platform/people", New("谭素梅", birthDate: "1971-04-13", idNumber: IdNumber));
        var id = await CreatedAsync(New("谭素梅", idNumber: IdNumber));

        await wrong.RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.BirthDateAgainstIdNumber);
        var person = (await (await _secretary.Http.GetAsync($"/api/platform/people/{id}")).JsonAsync()).GetProperty("person");
        Assert.Multiple(() =>
        {
            Assert.That(person.GetProperty("birthYear").GetInt32(), Is.EqualTo(1949));
            Assert.That(person.GetProperty("hasIdNumber").GetBoolean(), Is.True);
            Assert.That(person.GetRawText(), Does.Not.Contain(IdNumber[^6..]));
        });
    }

    [TestCase("name", "王3", "Text:NameCharacter")]
    [TestCase("phone", "12345", "Identity:PhoneFormat")]
    [TestCase("email", "not an address", PlatformErrors.EmailFormat)]
    [TestCase("birthDate", "2062-01-01", PlatformErrors.BirthDateRange)]
    [TestCase("idNumber", "11010519491231002A", "Identity:IdCharacter")]
    public async Task A_wrong_value_is_refused_with_its_field(string field, string value, string code)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "王秀英", ["consentBasis"] = "PaperForm", [field] = value };

        var problem = await (await _secretary.Http.PostAsJsonAsync("/api/platform/people", body)).RefusedAsync(HttpStatusCode.BadRequest, code);

        Assert.That(problem.GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo(field));
    }

    [Test]
    public async Task An_update_keeps_what_the_form_did_not_show()
    {
        var id = await CreatedAsync(New("秦修文", "19900001022", "1948-10-06"));
        var version = (await PersonAsync(id)).GetProperty("version").GetInt32();

        var updated = await (await _secretary.Http.PutAsJsonAsync(
            $"/api/platform/people/{id}",
            new { version, name = "秦修文", sex = "Male", language = "en", building = "13号院3号楼", email = "qin@example.com" })).JsonAsync();
        var stale = await _secretary.Http.PutAsJsonAsync($"/api/platform/people/{id}", new { version, name = "秦修武", sex = "Male", language = "en" });

        await stale.RefusedAsync(FrameworkErrors.Stale);
        var person = updated.GetProperty("person");
        Assert.Multiple(() =>
        {
            Assert.That(person.GetProperty("maskedPhone").GetString(), Is.EqualTo("199****1022"));
            Assert.That(person.GetProperty("birthYear").GetInt32(), Is.EqualTo(1948));
            Assert.That(person.GetProperty("maskedEmail").GetString(), Does.StartWith("q").And.EndsWith("@example.com"));
        });
    }

    [Test]
    public async Task A_reveal_shows_the_number_and_leaves_a_record_with_the_reason()
    {
        var id = await CreatedAsync(New("夏玉珍", "19900001085", "1946-06-10"));

        var shown = await (await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{id}/reveal", new { reason = "值班缺人，打电话问" })).JsonAsync();

        Assert.That(shown.GetProperty("phone").GetString(), Is.EqualTo("19900001085"));
        var entry = await _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<AuditEntry>()
            .SingleAsync(e => e.ThingId == id && e.Change == "Revealed"));
        Assert.Multiple(() =>
        {
            Assert.That(entry.AccountId, Is.EqualTo(_secretary.AccountId));
            Assert.That(JsonDocument.Parse(entry.Changes).RootElement.GetProperty("reason").GetString(), Is.EqualTo("值班缺人，打电话问"));
            Assert.That(entry.Changes, Does.Not.Contain("1990000"));
        });
    }

    [Test]
    public async Task A_reveal_without_a_reason_is_refused()
    {
        var id = await CreatedAsync(New("夏玉珍", "19900001085"));

        var answer = await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{id}/reveal", new { reason = "  " });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, FrameworkErrors.Invalid);
    }

    [Test]
    public async Task Personal_values_never_reach_the_audit_trail()
    {
        var id = await CreatedAsync(New("康新民", "19900001056", "1953-02-21"));

        var entries = await _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<AuditEntry>().Where(e => e.ThingId == id).ToListAsync());

        Assert.That(entries, Is.Not.Empty);
        Assert.That(entries.Select(e => e.Changes), Has.All.Not.Contain("康新民").And.All.Not.Contain("19900001056").And.All.Not.Contain("1953-02"));
    }

    [Test]
    public async Task Who_leaves_cannot_sign_in_any_more_and_frees_what_was_promised()
    {
        var member = await _community.NewMemberAsync("汤宝山");

        var answer = await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{member.PersonId}/departure", new { reason = "MovedAway" });
        var twice = await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{member.PersonId}/departure", new { reason = "Died" });

        await answer.NothingAsync();
        await twice.RefusedAsync(PlatformErrors.PersonDeparted);
        var session = await member.Http.GetFromJsonAsync<JsonElement>("/api/platform/session");
        Assert.That(session.GetProperty("permissions").GetArrayLength(), Is.Zero);
        Assert.That(Names(await ListAsync("departed=true")), Is.EqualTo(new[] { "汤宝山" }));
    }

    [Test]
    public async Task Who_comes_back_is_known_again_without_the_roles_of_before()
    {
        var member = await _community.NewMemberAsync("汤宝山", roles: RoleNames.FundManager);
        await (await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{member.PersonId}/departure", new { reason = "MovedAway" })).NothingAsync();

        await (await _secretary.Http.PostAsync($"/api/platform/people/{member.PersonId}/return", null)).NothingAsync();

        var shown = await (await _secretary.Http.GetAsync($"/api/platform/people/{member.PersonId}")).JsonAsync();
        Assert.Multiple(() =>
        {
            Assert.That(shown.GetProperty("canSignIn").GetBoolean(), Is.True);
            Assert.That(shown.GetProperty("roles").GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task The_last_secretary_cannot_be_recorded_as_having_left()
    {
        var answer = await _secretary.Http.PostAsJsonAsync($"/api/platform/people/{_secretary.PersonId}/departure", new { reason = "OwnWish" });

        await answer.RefusedAsync(PlatformErrors.LastSecretary);
        var (departed, state) = await _community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            return ((await db.Set<Person>().SingleAsync(p => p.Id == _secretary.PersonId)).DepartedAt, (await db.Set<Membership>().SingleAsync(m => m.Id == _secretary.MembershipId)).State);
        });
        Assert.Multiple(() =>
        {
            Assert.That(departed, Is.Null);
            Assert.That(state, Is.EqualTo(MembershipState.Active));
        });
    }

    [Test]
    public async Task Somebody_of_another_community_and_nobody_are_the_same()
    {
        var elsewhere = await (await _app.NewCommunityAsync()).NewPersonAsync("林小满");

        var foreign = await _secretary.Http.GetAsync($"/api/platform/people/{elsewhere}");
        var absent = await _secretary.Http.GetAsync($"/api/platform/people/{Guid.NewGuid()}");

        await foreign.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        await absent.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    /// <summary>The example number of GB 11643: born on 31 December 1949, a woman.</summary>
    private const string IdNumber = "11010519491231002X";

    private static Dictionary<string, object?> New(string name, string? phone = null, string? birthDate = null, string? idNumber = null, bool evenIfKnown = false) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = name,
            ["phone"] = phone,
            ["birthDate"] = birthDate,
            ["idNumber"] = idNumber,
            ["consentBasis"] = "PaperForm",
            ["evenIfKnown"] = evenIfKnown,
        };

    private static IEnumerable<string?> Names(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString());

    private async Task<Guid> CreatedAsync(Dictionary<string, object?> person) =>
        (await (await _secretary.Http.PostAsJsonAsync("/api/platform/people", person)).JsonAsync()).GetProperty("id").GetGuid();

    private async Task<JsonElement> ListAsync(string query) => await (await _secretary.Http.GetAsync($"/api/platform/people?{query}")).JsonAsync();

    private async Task<JsonElement> PersonAsync(Guid id) => (await (await _secretary.Http.GetAsync($"/api/platform/people/{id}")).JsonAsync()).GetProperty("person");
}
