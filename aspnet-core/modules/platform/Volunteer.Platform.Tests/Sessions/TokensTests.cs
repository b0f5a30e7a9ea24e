using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.Platform.Tests.Accounts;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Sessions;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class TokensTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestAccount _account = null!;
    private HttpClient _client = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _account = await (await _app.NewCommunityAsync()).NewAccountAsync();
        _client = _app.CreateClient();
    }

    [TearDown]
    public void TearDown() => _client.Dispose();

    [Test]
    public async Task A_client_gets_a_short_token_and_a_way_to_the_next()
    {
        var tokens = await SignInAsync();
        Assert.That(await IsSignedInAsync(tokens.Access), Is.True);

        _app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await IsSignedInAsync(tokens.Access), Is.False);

        var next = await TokensAsync(await RefreshAsync(tokens.Refresh));
        Assert.That(await IsSignedInAsync(next.Access), Is.True);
    }

    [Test]
    public async Task A_refresh_token_used_twice_ends_the_whole_session()
    {
        var tokens = await SignInAsync();
        var next = await TokensAsync(await RefreshAsync(tokens.Refresh));

        await (await RefreshAsync(tokens.Refresh)).RefusedAsync(PlatformErrors.RefreshRefused);

        Assert.That(await IsSignedInAsync(next.Access), Is.False);
        await (await RefreshAsync(next.Refresh)).RefusedAsync(PlatformErrors.RefreshRefused);
    }

    [Test]
    public async Task Two_refreshes_at_once_give_at_most_one_pair()
    {
        var tokens = await SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RefreshAsync(tokens.Refresh)));

        Assert.That(answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), Is.LessThanOrEqualTo(1));
        await (await RefreshAsync(tokens.Refresh)).RefusedAsync(PlatformErrors.RefreshRefused);
    }

    [Test]
    public async Task A_session_of_tokens_ends_after_thirty_days()
    {
        var tokens = await SignInAsync();
        _app.Clock.Advance(TimeSpan.FromDays(29));
        var next = await TokensAsync(await RefreshAsync(tokens.Refresh));
        _app.Clock.Advance(TimeSpan.FromDays(1));

        await (await RefreshAsync(next.Refresh)).RefusedAsync(PlatformErrors.RefreshRefused);
    }

    [Test]
    public async Task Revoking_ends_access_at_the_next_request_and_says_nothing_about_strangers_tokens()
    {
        var tokens = await SignInAsync();
        Assert.That(await IsSignedInAsync(tokens.Access), Is.True);

        var mine = await _client.PostAsJsonAsync("/api/platform/tokens/revoke", new { refreshToken = tokens.Refresh });
        var unknown = await _client.PostAsJsonAsync("/api/platform/tokens/revoke", new { refreshToken = "unknown" });

        Assert.That((mine.StatusCode, unknown.StatusCode), Is.EqualTo((HttpStatusCode.NoContent, HttpStatusCode.NoContent)));
        Assert.That(await IsSignedInAsync(tokens.Access), Is.False);
    }

    [Test]
    public async Task A_bearer_token_is_no_cookie_and_a_cookie_is_no_bearer_token()
    {
        var tokens = await SignInAsync();
        using var browser = new Browser(_app);
        await browser.SignInAsync(_account.Phone, _account.Password);
        using var swapped = new Browser(_app);
        swapped.Http.DefaultRequestHeaders.Add("Cookie", "__Host-volunteer=" + tokens.Access);

        Assert.That((await IsSignedInAsync(browser.SessionToken!), await swapped.IsSignedInAsync()), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task A_wrong_password_gives_no_tokens()
    {
        var answer = await _client.PostAsJsonAsync("/api/platform/tokens", new { identifier = _account.Phone, password = "not the password" });

        await answer.RefusedAsync(PlatformErrors.SignInFailed);
    }

    [Test]
    public async Task One_sees_ones_own_sessions_and_ends_one_of_them()
    {
        var tokens = await SignInAsync();
        using var browser = new Browser(_app);
        browser.Http.DefaultRequestHeaders.UserAgent.ParseAdd("OldPhone/1.0");
        await browser.SignInAsync(_account.Phone, _account.Password);

        var list = (await (await browser.GetAsync("/api/platform/me/sessions")).JsonAsync()).GetProperty("items").EnumerateArray().ToList();
        var other = list.Single(item => !item.GetProperty("isCurrent").GetBoolean());
        var ended = await browser.DeleteAsync($"/api/platform/me/sessions/{other.GetProperty("id").GetGuid()}");

        Assert.Multiple(async () =>
        {
            Assert.That(list.Single(item => item.GetProperty("isCurrent").GetBoolean()).GetProperty("device").GetString(), Is.EqualTo("OldPhone/1.0"));
            Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(await IsSignedInAsync(tokens.Access), Is.False);
            Assert.That(await browser.IsSignedInAsync(), Is.True);
        });
    }

    [Test]
    public async Task Signing_out_everywhere_else_leaves_only_this_session()
    {
        var tokens = await SignInAsync();
        using var browser = new Browser(_app);
        await browser.SignInAsync(_account.Phone, _account.Password);

        await browser.DeleteAsync("/api/platform/me/sessions");

        Assert.That((await IsSignedInAsync(tokens.Access), await browser.IsSignedInAsync()), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Another_accounts_session_is_not_found_like_an_absent_one()
    {
        var stranger = await (await _app.NewCommunityAsync()).NewAccountAsync();
        using var victim = new Browser(_app);
        await victim.SignInAsync(stranger.Phone, stranger.Password);
        var id = (await (await victim.GetAsync("/api/platform/me/sessions")).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        using var browser = new Browser(_app);
        await browser.SignInAsync(_account.Phone, _account.Password);

        var foreign = await browser.DeleteAsync($"/api/platform/me/sessions/{id}");
        var absent = await browser.DeleteAsync($"/api/platform/me/sessions/{Guid.NewGuid()}");

        await foreign.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        await absent.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        Assert.That(await victim.IsSignedInAsync(), Is.True);
    }

    private async Task<(string Access, string Refresh)> SignInAsync() =>
        await TokensAsync(await _client.PostAsJsonAsync("/api/platform/tokens", new { identifier = _account.Phone, password = _account.Password }));

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) => _client.PostAsJsonAsync("/api/platform/tokens/refresh", new { refreshToken });

    private static async Task<(string Access, string Refresh)> TokensAsync(HttpResponseMessage answer)
    {
        var tokens = await answer.JsonAsync();
        Assert.That(tokens.GetProperty("expiresIn").GetInt32(), Is.EqualTo(600));
        return (tokens.GetProperty("accessToken").GetString()!, tokens.GetProperty("refreshToken").GetString()!);
    }

    private async Task<bool> IsSignedInAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/platform/session");
        request.Headers.Authorization = new("Bearer", token);
        return (await (await _client.SendAsync(request)).JsonAsync()).GetProperty("user").ValueKind is not JsonValueKind.Null;
    }
}
