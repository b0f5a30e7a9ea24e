using System.Net;
using Volunteer.Platform.Tests.Accounts;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Sessions;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class AntiforgeryTests(DatabaseProvider database)
{
    private const string SignOut = "/api/platform/sign-out";
    private TestApp _app = null!;
    private Browser _browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        var account = await (await _app.NewCommunityAsync()).NewAccountAsync();
        _browser = new Browser(_app);
        await _browser.SignInAsync(account.Phone, account.Password);
    }

    [TearDown]
    public void TearDown() => _browser.Dispose();

    [TestCase("cross-site")]
    [TestCase("same-site")]
    public async Task A_write_from_another_site_is_refused_even_with_the_token(string from)
    {
        var answer = await _browser.PostAsync(SignOut, new { }, from);

        await answer.RefusedAsync(HttpStatusCode.Forbidden, FrameworkErrors.CrossSite);
        Assert.That(await _browser.IsSignedInAsync(), Is.True);
    }

    [Test]
    public async Task A_write_without_the_token_is_refused()
    {
        var answer = await _browser.SendAsync(HttpMethod.Post, SignOut, new { }, "same-origin", token: null);

        await answer.RefusedAsync(HttpStatusCode.Forbidden, FrameworkErrors.CrossSite);
    }

    [Test]
    public async Task A_made_up_token_is_refused()
    {
        var answer = await _browser.SendAsync(HttpMethod.Post, SignOut, new { }, "same-origin", "made-up");

        await answer.RefusedAsync(HttpStatusCode.Forbidden, FrameworkErrors.CrossSite);
    }

    [Test]
    public async Task Another_sessions_token_is_refused()
    {
        var stranger = await (await _app.NewCommunityAsync()).NewAccountAsync();
        using var other = new Browser(_app);
        await other.SignInAsync(stranger.Phone, stranger.Password);

        var answer = await _browser.SendAsync(HttpMethod.Post, SignOut, new { }, "same-origin", other.AntiforgeryToken);

        await answer.RefusedAsync(HttpStatusCode.Forbidden, FrameworkErrors.CrossSite);
    }

    [Test]
    public async Task An_old_browser_that_does_not_say_where_it_is_needs_the_token_only()
    {
        var answer = await _browser.SendAsync(HttpMethod.Post, SignOut, new { }, from: null, _browser.AntiforgeryToken);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task Another_site_cannot_sign_anybody_in()
    {
        using var browser = new Browser(_app);

        var answer = await browser.PostAsync("/api/platform/sign-in", new { identifier = "x", password = "y" }, "cross-site");

        await answer.RefusedAsync(HttpStatusCode.Forbidden, FrameworkErrors.CrossSite);
    }

    [Test]
    public async Task A_bearer_needs_no_token_and_no_cookie_counts_beside_it()
    {
        var member = await (await _app.NewCommunityAsync()).NewMemberAsync();
        var free = await member.Http.PostAsync(new Uri(SignOut, UriKind.Relative), content: null);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/platform/session");
        request.Headers.Authorization = new("Bearer", "nonsense");
        var session = await (await _browser.Http.SendAsync(request)).JsonAsync();

        Assert.Multiple(() =>
        {
            Assert.That(free.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(session.GetProperty("user").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        });
    }

    [Test]
    public async Task Reading_the_session_brings_the_token_back()
    {
        using var browser = new Browser(_app);
        browser.Http.DefaultRequestHeaders.Add("Cookie", "__Host-volunteer=" + _browser.SessionToken);

        var answer = await browser.GetAsync("/api/platform/session");

        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.One.StartsWith("XSRF-TOKEN="));
    }
}
