using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed partial class PasswordTests(DatabaseProvider database)
{
    private const string NewPassword = "新的密码一定要够长才行";
    private TestApp _app = null!;
    private TestAccount _account = null!;
    private Browser _browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _account = await (await _app.NewCommunityAsync()).NewAccountAsync();
        _browser = new Browser(_app);
        await _browser.SignInAsync(_account.Phone, _account.Password);
    }

    [TearDown]
    public void TearDown() => _browser.Dispose();

    [TestCase("short", PlatformErrors.PasswordTooShort)]
    [TestCase("九个字的密码太短了", PlatformErrors.PasswordTooShort)]
    [TestCase("             ", PlatformErrors.PasswordTooShort)]
    [TestCase("1234567890", PlatformErrors.PasswordTooCommon)]
    [TestCase("１２３４５６７８９０", PlatformErrors.PasswordTooCommon)]
    [TestCase("aaaaaaaaaaaa", PlatformErrors.PasswordTooCommon)]
    [TestCase("Woai-ZhongGuo", PlatformErrors.PasswordTooCommon)]
    public void Weak_passwords_are_refused(string password, string code) =>
        Assert.That(() => PasswordRules.Check(password, "password"), Throws.TypeOf<InvalidRequestException>().With.Message.EqualTo(code));

    [TestCase("19900001234")]
    [TestCase("+86 199 0000 1234")]
    public void Ones_own_phone_is_no_password(string password) =>
        Assert.That(() => PasswordRules.Check(password, "password", "+8619900001234"), Throws.TypeOf<InvalidRequestException>());

    [TestCase("ten letter")]
    [TestCase("Volunteer-2026")]
    [TestCase("北湖边的柳树长得真高")]
    public void Long_enough_is_good_enough(string password) =>
        Assert.That(() => PasswordRules.Check(password, "password", "+8619900001234"), Throws.Nothing);

    [Test]
    public void A_password_of_endless_length_is_refused() =>
        Assert.That(() => PasswordRules.Check(new string('a', 60) + new string('b', 60) + "cdefghijklmn", "password"), Throws.TypeOf<InvalidRequestException>());

    [Test]
    public async Task Hashes_cost_at_least_what_owasp_asks()
    {
        var hash = await _app.InTenantAsync(null, services =>
            services.GetRequiredService<VolunteerDbContext>().Set<Account>().Where(a => a.Id == _account.Id).Select(a => a.PasswordHash).SingleAsync());

        // Identity's third format: 01, then the PRF (2 = HMAC-SHA512) and the iterations, big-endian.
        var bytes = Convert.FromBase64String(hash!);
        Assert.Multiple(() =>
        {
            Assert.That(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(1)), Is.EqualTo(2));
            Assert.That(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(5)), Is.GreaterThanOrEqualTo(210_000));
        });
    }

    [Test]
    public async Task A_new_password_signs_everybody_else_out_at_the_next_request()
    {
        using var other = new Browser(_app);
        await other.SignInAsync(_account.Phone, _account.Password);
        Assert.That(await other.IsSignedInAsync(), Is.True);

        var answer = await ChangeAsync(_account.Password, NewPassword);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await _browser.IsSignedInAsync(), await other.IsSignedInAsync()), Is.EqualTo((true, false)));
        await (await other.SignInAsync(_account.Phone, _account.Password)).RefusedAsync(PlatformErrors.SignInFailed);
        await (await other.SignInAsync(_account.Phone, NewPassword)).JsonAsync();
    }

    [Test]
    public async Task Changing_takes_the_present_password_and_a_good_new_one()
    {
        await (await ChangeAsync("not the password", NewPassword)).RefusedAsync(PlatformErrors.SignInFailed);
        var weak = await (await ChangeAsync(_account.Password, "password123")).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.PasswordTooCommon);

        Assert.That(weak.GetProperty("errors").TryGetProperty("newPassword", out _), Is.True);
    }

    [Test]
    public async Task A_forgotten_password_is_set_by_a_mailed_link_once()
    {
        var token = await RequestLinkAsync(_account.Phone);

        var first = await ConfirmAsync(token, NewPassword);
        var second = await ConfirmAsync(token, "another long password");

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        await second.RefusedAsync(PlatformErrors.ResetLinkInvalid);
        Assert.That(await _browser.IsSignedInAsync(), Is.False, "all sessions end");
        await (await _browser.SignInAsync(_account.Phone, NewPassword)).JsonAsync();
    }

    [Test]
    public async Task The_link_is_ours_whatever_host_the_request_names()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/platform/password-reset")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { identifier = _account.Email }),
        };
        request.Headers.Host = "evil.example";
        using var client = _app.CreateClient();
        await client.SendAsync(request);
        await SendMailAsync();

        Assert.That(MailToAccount()!.Text, Does.Contain("http://localhost:5080/password-reset/").And.Not.Contain("evil"));
    }

    [Test]
    public async Task The_link_dies_after_half_an_hour_and_with_a_newer_one()
    {
        var old = await RequestLinkAsync(_account.Email);
        var late = await RequestLinkAsync(_account.Email);
        await (await ConfirmAsync(old, NewPassword)).RefusedAsync(PlatformErrors.ResetLinkInvalid);
        _app.Clock.Advance(TimeSpan.FromMinutes(30));

        await (await ConfirmAsync(late, NewPassword)).RefusedAsync(PlatformErrors.ResetLinkInvalid);
    }

    [Test]
    public async Task A_weak_new_password_does_not_use_the_link_up()
    {
        var token = await RequestLinkAsync(_account.UserName);

        await (await ConfirmAsync(token, "password123")).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.PasswordTooCommon);

        Assert.That((await ConfirmAsync(token, NewPassword)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task Asking_for_a_link_answers_the_same_for_strangers_and_mails_nobody()
    {
        await SendMailAsync();
        var mails = _app.Mail.Sent.Count;
        using var browser = new Browser(_app);

        var known = await browser.PostAsync("/api/platform/password-reset", new { identifier = _account.Email });
        await SendMailAsync();
        var afterKnown = _app.Mail.Sent.Count;
        var unknown = await browser.PostAsync("/api/platform/password-reset", new { identifier = "nobody@example.com" });
        await SendMailAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(unknown.StatusCode, Is.EqualTo(known.StatusCode));
            Assert.That(await unknown.Content.ReadAsStringAsync(), Is.EqualTo(await known.Content.ReadAsStringAsync()));
            Assert.That(afterKnown, Is.EqualTo(mails + 1));
            Assert.That(_app.Mail.Sent, Has.Count.EqualTo(afterKnown));
        });
    }

    [Test]
    public async Task A_reset_lifts_the_lock()
    {
        using var attacker = new Browser(_app);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await attacker.SignInAsync(_account.Phone, "not the password");
        }

        await ConfirmAsync(await RequestLinkAsync(_account.Email), NewPassword);

        await (await attacker.SignInAsync(_account.Phone, NewPassword)).JsonAsync();
    }

    private Task<HttpResponseMessage> ChangeAsync(string currentPassword, string newPassword) =>
        _browser.PostAsync("/api/platform/me/password", new { currentPassword, newPassword });

    private async Task<HttpResponseMessage> ConfirmAsync(string token, string password)
    {
        using var browser = new Browser(_app);
        return await browser.PostAsync("/api/platform/password-reset/confirm", new { token, password });
    }

    private async Task<string> RequestLinkAsync(string identifier)
    {
        using var browser = new Browser(_app);
        await browser.PostAsync("/api/platform/password-reset", new { identifier });
        await SendMailAsync();
        return Link().Match(MailToAccount()!.Text).Groups["token"].Value;
    }

    private Mail? MailToAccount() => _app.Mail.Sent.LastOrDefault(mail => mail.To == _account.Email);

    private Task SendMailAsync() => _app.Services.GetRequiredService<AccountMailer>().SendWaitingAsync(CancellationToken.None);

    [GeneratedRegex("/password-reset/(?<token>[A-Za-z0-9_-]{43})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
