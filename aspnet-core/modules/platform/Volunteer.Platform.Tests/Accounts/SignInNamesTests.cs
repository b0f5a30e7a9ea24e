using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class SignInNamesTests(DatabaseProvider database)
{
    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private TestAccount _account = null!;
    private Browser _browser = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _account = await _community.NewAccountAsync();
        _browser = new Browser(_app);
        await (await _browser.SignInAsync(_account.Phone, TestAccounts.Password)).JsonAsync();
    }

    [TearDown]
    public void TearDown() => _browser.Dispose();

    [Test]
    public async Task A_new_phone_or_user_name_counts_at_once_and_the_old_one_no_longer()
    {
        var phone = TestAccounts.NewPhone();
        var userName = "槐香" + Guid.NewGuid().ToString("N")[..8];

        Assert.That((await (await ChangeAsync(phone)).JsonAsync()).GetProperty("needsConfirmation").GetBoolean(), Is.False);
        await (await ChangeAsync(userName)).JsonAsync();

        using var other = new Browser(_app);
        await (await other.SignInAsync(phone, TestAccounts.Password)).JsonAsync();
        await (await other.SignInAsync(userName, TestAccounts.Password)).JsonAsync();
        await (await other.SignInAsync(_account.Phone, TestAccounts.Password)).RefusedAsync(PlatformErrors.SignInFailed);
        var names = await (await _browser.GetAsync("/api/platform/me/sign-in-names")).JsonAsync();
        Assert.That(names.GetProperty("phone").GetString(), Is.EqualTo("+86" + phone));
        await SendMailAsync();
        Assert.That(MailsTo(_account.Email), Is.EqualTo(2), "whoever it was, the owner hears of it");
    }

    [Test]
    public async Task An_address_counts_only_after_its_link_was_opened_once()
    {
        var address = $"{Guid.NewGuid():N}@example.com";

        var asked = await (await ChangeAsync(address)).JsonAsync();
        await SendMailAsync();
        var waiting = await (await _browser.GetAsync("/api/platform/me/sign-in-names")).JsonAsync();
        using var other = new Browser(_app);
        await (await other.SignInAsync(address, TestAccounts.Password)).RefusedAsync(PlatformErrors.SignInFailed);
        var token = TokenIn(address);
        Assert.That((await other.PostAsync("/api/platform/email-changes/confirm", new { token })).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));

        Assert.Multiple(() =>
        {
            Assert.That(asked.GetProperty("needsConfirmation").GetBoolean(), Is.True);
            Assert.That(waiting.GetProperty("unconfirmedEmail").GetString(), Is.EqualTo(address));
            Assert.That(waiting.GetProperty("email").GetString(), Is.EqualTo(_account.Email));
        });
        await (await other.SignInAsync(address, TestAccounts.Password)).JsonAsync();
        await (await other.PostAsync("/api/platform/email-changes/confirm", new { token })).RefusedAsync(PlatformErrors.EmailLinkInvalid);
        await SendMailAsync();
        Assert.That(MailsTo(_account.Email), Is.EqualTo(1), "the former address is told");
    }

    [Test]
    public async Task A_link_dies_after_two_hours_and_with_a_newer_one()
    {
        var (first, second) = ($"{Guid.NewGuid():N}@example.com", $"{Guid.NewGuid():N}@example.com");
        await (await ChangeAsync(first)).JsonAsync();
        await SendMailAsync();
        await (await ChangeAsync(second)).JsonAsync();
        await SendMailAsync();

        await (await _browser.PostAsync("/api/platform/email-changes/confirm", new { token = TokenIn(first) })).RefusedAsync(PlatformErrors.EmailLinkInvalid);
        _app.Clock.Advance(EmailChange.Lifetime);
        using var other = new Browser(_app);
        await (await other.PostAsync("/api/platform/email-changes/confirm", new { token = TokenIn(second) })).RefusedAsync(PlatformErrors.EmailLinkInvalid);
    }

    [Test]
    public async Task Somebody_elses_names_stay_theirs()
    {
        var somebody = await _community.NewAccountAsync();

        await (await ChangeAsync(somebody.Phone)).RefusedAsync(PlatformErrors.IdentifierTaken);
        await (await ChangeAsync(somebody.UserName)).RefusedAsync(PlatformErrors.IdentifierTaken);
        var free = await (await ChangeAsync($"{Guid.NewGuid():N}@example.com")).Content.ReadAsStringAsync();
        var taken = await (await ChangeAsync(somebody.Email)).Content.ReadAsStringAsync();
        await SendMailAsync();

        Assert.That(taken, Is.EqualTo(free), "who has an address is not told");
        Assert.That(MailsTo(somebody.Email), Is.Zero);
    }

    [Test]
    public async Task Without_the_password_nothing_moves()
    {
        await (await ChangeAsync(TestAccounts.NewPhone(), "not the password")).RefusedAsync(PlatformErrors.SignInFailed);
        await (await ChangeAsync("!!")).RefusedAsync(HttpStatusCode.BadRequest, PlatformErrors.IdentifierInvalid);

        var names = await (await _browser.GetAsync("/api/platform/me/sign-in-names")).JsonAsync();
        Assert.That(names.GetProperty("phone").GetString(), Does.EndWith(_account.Phone));
    }

    private Task<HttpResponseMessage> ChangeAsync(string name, string password = TestAccounts.Password) =>
        _browser.PostAsync("/api/platform/me/sign-in-names", new { name, password });

    private Task SendMailAsync() => _app.Services.GetRequiredService<AccountMailer>().SendWaitingAsync(CancellationToken.None);

    private int MailsTo(string address) => _app.Mail.Sent.Count(mail => mail.To == address);

    private string TokenIn(string address) => _app.Mail.Sent.Single(mail => mail.To == address).Text.Split("/email-confirmation/")[1].Trim();
}
