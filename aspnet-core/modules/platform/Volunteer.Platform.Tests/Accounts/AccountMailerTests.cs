using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Tests.Sessions;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Accounts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class AccountMailerTests(DatabaseProvider database)
{
    private readonly ShakySender _sender = new();
    private TestApp _app = null!;
    private TestAccount _account = null!;
    private AccountMails _mails = null!;
    private AccountMailer _mailer = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _account = await (await _app.NewCommunityAsync()).NewAccountAsync();
        _sender.Reset();
        _mails = new AccountMails();
        _mailer = new AccountMailer(_mails, _app.Services.GetRequiredService<IServiceScopeFactory>(), _sender, _app.Clock, NullLogger<AccountMailer>.Instance);
    }

    [TearDown]
    public void TearDown() => _mailer.Dispose();

    [Test]
    public async Task A_mail_server_that_is_away_is_tried_again_with_a_link_that_works()
    {
        _sender.Failures = 2;
        Ask();

        await SendAsync();
        _app.Clock.Advance(AccountMailer.Pauses[0] - TimeSpan.FromSeconds(1));
        await SendAsync();
        Assert.That(_sender.Attempts, Is.EqualTo(1), "not before its time");
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync();
        _app.Clock.Advance(AccountMailer.Pauses[1]);
        await SendAsync();
        await SendAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_sender.Attempts, Is.EqualTo(3));
            Assert.That(_sender.Sent, Has.Count.EqualTo(1));
            Assert.That(_sender.Sent[0].To, Is.EqualTo(_account.Email));
        });
        using var browser = new Browser(_app);
        var token = _sender.Sent[0].Text.Split("/password-reset/")[1].Trim();
        var confirmed = await browser.PostAsync("/api/platform/password-reset/confirm", new { token, password = "槐树下的新密码 2026" });
        Assert.That(confirmed.IsSuccessStatusCode, Is.True, await confirmed.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task After_four_attempts_it_is_given_up()
    {
        _sender.Failures = int.MaxValue;
        Ask();

        for (var minute = 0; minute < 30; minute++)
        {
            await SendAsync();
            _app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(_sender.Attempts, Is.EqualTo(AccountMailer.Pauses.Count + 1));
    }

    [Test]
    public async Task An_address_that_refuses_for_good_is_not_tried_again()
    {
        _sender.Failures = 1;
        _sender.ForGood = true;
        Ask();

        await SendAsync();
        _app.Clock.Advance(TimeSpan.FromHours(1));
        await SendAsync();

        Assert.That(_sender.Attempts, Is.EqualTo(1));
    }

    private void Ask() => _mails.Add((services, cancellationToken) => services.GetRequiredService<PasswordResetMail>().ComposeAsync(_account.Email, "zh-CN", cancellationToken));

    private Task SendAsync() => _mailer.SendWaitingAsync(CancellationToken.None);

    private sealed class ShakySender : IMailSender
    {
        public int Failures { get; set; }

        public bool ForGood { get; set; }

        public int Attempts { get; private set; }

        public List<Mail> Sent { get; } = [];

        public void Reset()
        {
            (Failures, ForGood, Attempts) = (0, false, 0);
            Sent.Clear();
        }

        public Task SendAsync(Mail mail, CancellationToken cancellationToken)
        {
            if (++Attempts <= Failures)
            {
                throw ForGood ? new MailRefusedException("550", new InvalidOperationException("refused")) : new TimeoutException();
            }

            Sent.Add(mail);
            return Task.CompletedTask;
        }
    }
}
