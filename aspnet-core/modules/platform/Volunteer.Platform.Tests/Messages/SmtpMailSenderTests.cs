using System.Net;
using System.Net.Mail;
using System.Net.Security;
using Microsoft.Extensions.Configuration;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Messages;

/// <summary>Against a real SMTP server, over TLS.</summary>
[NonParallelizable]
internal sealed class SmtpMailSenderTests
{
    private RemoteCertificateValidationCallback? _before;
    private SmtpServer _server = null!;

    [SetUp]
    public void SetUp()
    {
        _server = new SmtpServer();
        _before = Trust(_server);
    }

    [TearDown]
    public async Task TearDown()
    {
        Trust(_before);
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_chinese_mail_arrives_whole_over_an_encrypted_and_signed_in_connection()
    {
        await Sender().SendAsync(Mail(subject: "明天上午九点在13号院打扫卫生，请您准时到，带上手套和水杯，谢谢大家"), CancellationToken.None);

        var mail = _server.Received.Single();
        Assert.Multiple(() =>
        {
            Assert.That(_server.Encryptions, Is.EqualTo(1));
            Assert.That(_server.SignIns, Is.EqualTo(1));
            Assert.That(mail.Subject, Is.EqualTo("明天上午九点在13号院打扫卫生，请您准时到，带上手套和水杯，谢谢大家"));
            Assert.That(mail.Header("From"), Does.Contain("槐香里社区").And.Contain("shequ@example.com"));
            Assert.That(mail.To, Is.EqualTo(new[] { "wang@example.com" }));
            Assert.That(mail.MessageId, Is.EqualTo("<0123abcd@example.com>"));
        });
    }

    [Test]
    public async Task A_mail_has_a_text_part_first_and_an_html_part()
    {
        await Sender().SendAsync(Mail(), CancellationToken.None);

        var parts = _server.Received.Single().Parts;
        Assert.Multiple(() =>
        {
            Assert.That(parts.Select(part => part.Type), Is.EqualTo(new[] { "text/plain", "text/html" }));
            Assert.That(parts[0].Text.Trim(), Is.EqualTo("王秀英，您好：𡈽山路见。"));
            Assert.That(parts[1].Text, Does.Contain("<p>王秀英，您好：𡈽山路见。</p>"));
        });
    }

    [TestCase("主题\r\nBcc: thief@example.com")]
    [TestCase("主题\nBcc: thief@example.com")]
    public void A_line_break_in_the_subject_is_refused_and_nothing_is_sent(string subject)
    {
        Assert.That(async () => await Sender().SendAsync(Mail(subject), CancellationToken.None), Throws.InstanceOf<ArgumentException>());
        Assert.That(_server.Received, Is.Empty);
    }

    [TestCase("wang@example.com\r\nBcc: thief@example.com")]
    [TestCase("not an address")]
    [TestCase("a@example.com, b@example.com")]
    public void What_is_no_address_is_refused_for_good_and_nothing_is_sent(string to)
    {
        Assert.That(async () => await Sender().SendAsync(Mail(to: to), CancellationToken.None), Throws.TypeOf<MailRefusedException>());
        Assert.That(_server.Received, Is.Empty);
    }

    [Test]
    public void A_recipient_that_does_not_exist_is_refused_for_good()
    {
        _server.OnRecipient = _ => "550 5.1.1 no such user";

        Assert.That(async () => await Sender().SendAsync(Mail(), CancellationToken.None), Throws.TypeOf<MailRefusedException>());
    }

    [Test]
    public void A_full_mailbox_is_worth_another_try()
    {
        _server.OnRecipient = _ => "452 4.2.2 mailbox full";

        Assert.That(async () => await Sender().SendAsync(Mail(), CancellationToken.None), Throws.InstanceOf<SmtpException>());
    }

    [Test]
    public async Task A_server_that_is_busy_is_worth_another_try()
    {
        var busy = true;
        _server.OnSender = _ => busy ? "421 4.7.0 come back later" : null;

        Assert.That(async () => await Sender().SendAsync(Mail(), CancellationToken.None), Throws.TypeOf<SmtpException>());
        busy = false;
        await Sender().SendAsync(Mail(), CancellationToken.None);

        Assert.That(_server.Received, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_wrong_password_is_our_mistake_and_not_the_addresss()
    {
        Assert.That(async () => await Sender(password: "wrong").SendAsync(Mail(), CancellationToken.None), Throws.TypeOf<SmtpException>());
    }

    [Test]
    public void A_certificate_that_nobody_vouches_for_is_not_spoken_to()
    {
        Trust(_before);

        Assert.That(async () => await Sender().SendAsync(Mail(), CancellationToken.None), Throws.InstanceOf<Exception>());
        Assert.That(_server.Received, Is.Empty);
    }

    private static Mail Mail(string subject = "值班提醒", string to = "wang@example.com") =>
        new("0123abcd", to, subject, "<p>王秀英，您好：𡈽山路见。</p>", "王秀英，您好：𡈽山路见。");

    private SmtpMailSender Sender(string password = SmtpServer.Password) => new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = _server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:From"] = "shequ@example.com",
        ["Mail:FromName"] = "槐香里社区",
        ["Mail:UserName"] = SmtpServer.UserName,
        ["Mail:Password"] = password,
    }).Build());

    // SmtpClient has no hook of its own and asks this process-wide one. It trusts the one certificate that this test has just made.
#pragma warning disable SYSLIB0014, MA0039
    private static RemoteCertificateValidationCallback? Trust(SmtpServer server)
    {
        var thumbprint = server.Certificate.Thumbprint;
        return Trust((_, certificate, _, errors) => errors == SslPolicyErrors.None || certificate?.GetCertHashString() == thumbprint);
    }

    private static RemoteCertificateValidationCallback? Trust(RemoteCertificateValidationCallback? callback)
    {
        var before = ServicePointManager.ServerCertificateValidationCallback;
        ServicePointManager.ServerCertificateValidationCallback = callback;
        return before;
    }
#pragma warning restore SYSLIB0014, MA0039
}
