using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Settings;
using Volunteer.Platform.Tenants;
using Volunteer.Platform.Tests.Accounts;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Registrations;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class RegistrationTests(DatabaseProvider database)
{
    private const string Born1956 = "1956-05-01";
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private Browser _browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await OpenCommunityAsync();
        _browser = new Browser(_app);
    }

    [TearDown]
    public void TearDown() => _browser.Dispose();

    [Test]
    public async Task A_volunteer_registers_and_is_signed_in_with_consent_on_record()
    {
        var phone = TestAccounts.NewPhone();

        await (await RegisterAsync(_browser, phone)).JsonAsync();
        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();
        var consent = (await (await _browser.GetAsync("/api/platform/me/consents")).JsonAsync()).GetProperty("items")[0];

        Assert.Multiple(() =>
        {
            Assert.That(session.GetProperty("user").GetProperty("name").GetString(), Is.EqualTo("王桂香"));
            Assert.That(session.GetProperty("tenant").GetProperty("id").GetGuid(), Is.EqualTo(_community.TenantId));
            Assert.That(consent.GetProperty("kind").GetString(), Is.EqualTo("Registration"));
            Assert.That(consent.GetProperty("basis").GetString(), Is.EqualTo("Self"));
            Assert.That(consent.GetProperty("version").GetString(), Is.EqualTo(ConsentTexts.Registration));
        });
        using var again = new Browser(_app);
        await (await again.SignInAsync(phone, TestAccounts.Password)).JsonAsync();
    }

    [Test]
    public async Task The_page_knows_whether_the_community_is_open_and_what_is_agreed_to()
    {
        var closed = await _app.NewCommunityAsync();

        var open = await (await _browser.GetAsync($"/api/platform/communities/{await CodeAsync(_community)}/registration")).JsonAsync();
        var shut = await (await _browser.GetAsync($"/api/platform/communities/{await CodeAsync(closed)}/registration")).JsonAsync();
        var absent = await _browser.GetAsync("/api/platform/communities/nowhere/registration");

        Assert.That((open.GetProperty("isOpen").GetBoolean(), shut.GetProperty("isOpen").GetBoolean()), Is.EqualTo((true, false)));
        Assert.That(open.GetProperty("consent").GetProperty("text").GetString(), Does.Contain("同意"));
        await absent.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    [Test]
    public async Task Nobody_registers_where_it_is_switched_off_or_the_community_is_not_there()
    {
        var closed = await _app.NewCommunityAsync();

        await (await RegisterAsync(_browser, TestAccounts.NewPhone(), closed)).RefusedAsync(PlatformErrors.RegistrationClosed);
        await (await _browser.PostAsync("/api/platform/communities/nowhere/registrations", Form(TestAccounts.NewPhone()))).RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);

        Assert.That(await PeopleAsync(closed), Is.Zero);
    }

    [Test]
    public async Task Without_consent_nothing_is_stored()
    {
        var answer = await _browser.PostAsync(await AddressAsync(_community), Form(TestAccounts.NewPhone(), consent: false));

        await answer.RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.ConsentNeeded);
        Assert.That(await PeopleAsync(_community), Is.Zero);
    }

    [Test]
    public async Task A_known_phone_answers_like_a_new_one_and_opens_nothing_of_the_other_account()
    {
        var known = await (await _app.NewCommunityAsync()).NewAccountAsync();
        using var stranger = new Browser(_app);

        var forNew = await RegisterAsync(_browser, TestAccounts.NewPhone(), password: "a stranger's password");
        var forKnown = await RegisterAsync(stranger, known.Phone, password: "a stranger's password");
        var session = await (await stranger.GetAsync("/api/platform/session")).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(forKnown.StatusCode, Is.EqualTo(forNew.StatusCode));
            Assert.That(Shape(await forKnown.Content.ReadAsStringAsync()), Is.EqualTo(Shape(await forNew.Content.ReadAsStringAsync())));
            Assert.That(session.GetProperty("user").GetProperty("id").GetGuid(), Is.Not.EqualTo(known.Id));
        });
        var name = (await forKnown.JsonAsync()).GetProperty("userName").GetString()!;
        using var again = new Browser(_app);
        await (await again.SignInAsync(name, "a stranger's password")).JsonAsync();
        await (await again.SignInAsync(known.Phone, known.Password)).JsonAsync();
    }

    [Test]
    public async Task O4_who_has_an_account_elsewhere_joins_with_its_password_and_a_consent_of_its_own()
    {
        var elsewhere = await _app.NewCommunityAsync();
        var account = await elsewhere.NewAccountAsync();

        await (await RegisterAsync(_browser, account.Phone, password: account.Password)).JsonAsync();
        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(session.GetProperty("user").GetProperty("id").GetGuid(), Is.EqualTo(account.Id));
            Assert.That(session.GetProperty("memberships").GetArrayLength(), Is.EqualTo(2));
            Assert.That(await ConsentsAsync(_community), Is.EqualTo(1));
            Assert.That(await ConsentsAsync(elsewhere), Is.Zero);
        });
    }

    [Test]
    public async Task Registering_twice_makes_one_person()
    {
        var phone = TestAccounts.NewPhone();
        using var second = new Browser(_app);

        await Task.WhenAll(RegisterAsync(_browser, phone), RegisterAsync(second, phone));
        await (await RegisterAsync(_browser, phone)).JsonAsync();

        Assert.That(await PeopleAsync(_community), Is.EqualTo(1));
        Assert.That(await ConsentsAsync(_community), Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_becomes_a_person_on_the_register_by_knowing_name_and_phone()
    {
        var phone = TestAccounts.NewPhone();
        var registered = await _community.NewPersonAsync("王桂香", DateOnly.Parse(Born1956, System.Globalization.CultureInfo.InvariantCulture), "+86" + phone);

        await (await RegisterAsync(_browser, phone)).JsonAsync();
        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(session.GetProperty("user").GetProperty("personId").GetGuid(), Is.Not.EqualTo(registered));
    }

    [Test]
    public async Task Guessing_passwords_by_registering_locks_like_signing_in()
    {
        var victim = await (await _app.NewCommunityAsync()).NewAccountAsync();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var guesser = new Browser(_app);
            await RegisterAsync(guesser, victim.Phone, password: $"guess number {attempt}");
        }

        await RegisterAsync(_browser, victim.Phone, password: victim.Password);
        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(session.GetProperty("user").GetProperty("id").GetGuid(), Is.Not.EqualTo(victim.Id));
    }

    [Test]
    public async Task A_child_below_fourteen_needs_a_guardian()
    {
        // The clock stands at 2026-03-02 in Shanghai.
        var alone = await _browser.PostAsync(await AddressAsync(_community), Form(TestAccounts.NewPhone(), birthDate: "2012-03-03"));
        await alone.RefusedAsync(PlatformErrors.GuardianNeeded);
        Assert.That(await PeopleAsync(_community), Is.Zero);

        var guarded = await _browser.PostAsync(
            await AddressAsync(_community),
            new { name = "王小宝", phone = TestAccounts.NewPhone(), birthDate = "2012-03-03", password = TestAccounts.Password, consent = true, guardian = new { name = "王桂香", phone = TestAccounts.NewPhone() } });
        await guarded.JsonAsync();
        var consent = (await (await _browser.GetAsync("/api/platform/me/consents")).JsonAsync()).GetProperty("items")[0];

        Assert.That(consent.GetProperty("basis").GetString(), Is.EqualTo("Guardian"));
        Assert.That(consent.GetProperty("guardianName").GetString(), Is.EqualTo("王桂香"));
    }

    [Test]
    public async Task On_the_fourteenth_birthday_one_agrees_oneself() =>
        await (await _browser.PostAsync(await AddressAsync(_community), Form(TestAccounts.NewPhone(), birthDate: "2012-03-02"))).JsonAsync();

    [TestCase("phone", "12345", null)]
    [TestCase("birthDate", null, "2026-03-03")]
    [TestCase("birthDate", null, "1890-01-01")]
    public async Task Nonsense_is_refused_with_its_field(string field, string? phone, string? birthDate)
    {
        var answer = await _browser.PostAsync(await AddressAsync(_community), Form(phone ?? TestAccounts.NewPhone(), birthDate: birthDate ?? Born1956));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.That(problem.GetProperty("errors").TryGetProperty(field, out _), Is.True);
    }

    [Test]
    public async Task Consent_is_taken_back_as_easily_and_ends_the_membership_at_the_next_request()
    {
        await RegisterAsync(_browser, TestAccounts.NewPhone());

        var answer = await _browser.PostAsync("/api/platform/me/consents/Registration/withdrawal", new { });
        var session = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();
        var departed = await _community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Person>().Select(p => p.Departure).SingleAsync());

        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(session.GetProperty("tenant").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(departed, Is.EqualTo(DepartureReason.OwnWish));
        });
    }

    [Test]
    public async Task Who_took_consent_back_may_come_again_as_the_same_person()
    {
        var phone = TestAccounts.NewPhone();
        await RegisterAsync(_browser, phone);
        var before = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();
        await _browser.PostAsync("/api/platform/me/consents/Registration/withdrawal", new { });

        await (await RegisterAsync(_browser, phone)).JsonAsync();
        var after = await (await _browser.GetAsync("/api/platform/session")).JsonAsync();

        Assert.That(after.GetProperty("user").GetProperty("personId").GetGuid(), Is.EqualTo(before.GetProperty("user").GetProperty("personId").GetGuid()));
        Assert.That(await ConsentsAsync(_community), Is.EqualTo(2));
    }

    [Test]
    public async Task A_consent_that_was_never_given_cannot_be_taken_back()
    {
        var member = await _community.NewMemberAsync();

        var kind = await member.Http.PostAsync(new Uri("/api/platform/me/consents/Nonsense/withdrawal", UriKind.Relative), content: null);
        var none = await member.Http.PostAsync(new Uri("/api/platform/me/consents/Registration/withdrawal", UriKind.Relative), content: null);

        await kind.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        await none.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
    }

    private async Task<TestCommunity> OpenCommunityAsync()
    {
        var community = await _app.NewCommunityAsync();
        await community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            db.Add(new FeatureSwitch(PlatformFeatures.OpenRegistration, isOn: true));
            await db.SaveChangesAsync();
        });
        return community;
    }

    private async Task<HttpResponseMessage> RegisterAsync(Browser browser, string phone, TestCommunity? community = null, string password = TestAccounts.Password) =>
        await browser.PostAsync(await AddressAsync(community ?? _community), Form(phone, password: password));

    private static object Form(string phone, string birthDate = Born1956, string password = TestAccounts.Password, bool consent = true) =>
        new { name = "王桂香", phone, birthDate, password, consent };

    private async Task<string> AddressAsync(TestCommunity community) => $"/api/platform/communities/{await CodeAsync(community)}/registrations";

    private Task<string> CodeAsync(TestCommunity community) => _app.InTenantAsync(null, services =>
        services.GetRequiredService<VolunteerDbContext>().Set<Tenant>().Where(t => t.Id == community.TenantId).Select(t => t.Code).SingleAsync());

    private static Task<int> PeopleAsync(TestCommunity community) => community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Person>().CountAsync());

    private static Task<int> ConsentsAsync(TestCommunity community) => community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>().Set<Consent>().CountAsync());

    /// <summary>The answer with every digit made alike: user names differ by nature.</summary>
    private static string Shape(string body) => string.Concat(body.Select(letter => char.IsAsciiDigit(letter) ? '0' : letter));
}
