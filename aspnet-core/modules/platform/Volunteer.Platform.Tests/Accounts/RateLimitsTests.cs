using System.Net;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
internal sealed class RateLimitsTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private Browser _browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _browser = new Browser(_app);
    }

    [TearDown]
    public void TearDown() => _browser.Dispose();

    [Test]
    public async Task Asking_for_links_again_and_again_is_slowed_down_per_name()
    {
        using var on = Switch.RateLimits(_app);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.That((await AskAsync("patient@example.com")).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        }

        var fourth = await AskAsync("Patient@example.com ");
        var other = await AskAsync("other@example.com");

        await fourth.RefusedAsync(HttpStatusCode.TooManyRequests, FrameworkErrors.TooManyRequests);
        Assert.That(fourth.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task One_network_does_not_try_endless_tokens()
    {
        using var on = Switch.RateLimits(_app);
        var refused = 0;
        for (var attempt = 0; attempt < 70; attempt++)
        {
            refused += (await _browser.GetAsync($"/api/platform/invitations/guess{attempt}")).StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.That(refused, Is.EqualTo(10));
    }

    private Task<HttpResponseMessage> AskAsync(string identifier) => _browser.PostAsync("/api/platform/password-reset", new { identifier });
}
