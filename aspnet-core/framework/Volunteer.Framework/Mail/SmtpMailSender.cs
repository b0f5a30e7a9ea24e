using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Volunteer;

/// <summary>
/// SMTP with STARTTLS (port 587) by System.Net.Mail. Implicit TLS on 465 is not spoken by it; the operator's guide says so.
/// Settings: <c>Mail:Host, Port, StartTls, UserName, Password, From, FromName</c>.
/// </summary>
internal sealed class SmtpMailSender(IConfiguration configuration) : IMailSender
{
    private const int PermanentFailure = 500;

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var settings = configuration.GetSection("Mail");
        using var message = new MailMessage
        {
            From = new MailAddress(settings["From"] ?? "volunteer@localhost", settings["FromName"] ?? "社区志愿服务", Encoding.UTF8),
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{mail.MessageId}@{message.From.Host}>");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));

        // Of "a@x.example, b@x.example" the parser silently takes the last: what it read must be what was written.
        if (!MailAddress.TryCreate(mail.To, out var to) || to.Address != mail.To)
        {
            throw new MailRefusedException("The address is not an e-mail address.", new FormatException());
        }

        message.To.Add(to);

        using var client = new SmtpClient(settings["Host"] ?? "localhost", settings.GetValue("Port", 587))
        {
            EnableSsl = settings.GetValue("StartTls", defaultValue: true),
            Timeout = 30_000,
        };
        if (settings["UserName"] is { Length: > 0 } user)
        {
            client.Credentials = new NetworkCredential(user, settings["Password"]);
        }

        try
        {
            await client.SendMailAsync(message, cancellationToken);
        }
        catch (SmtpFailedRecipientException exception) when ((int)exception.StatusCode >= PermanentFailure)
        {
            throw new MailRefusedException($"The mail server refused the address ({(int)exception.StatusCode}).", exception);
        }
    }
}
