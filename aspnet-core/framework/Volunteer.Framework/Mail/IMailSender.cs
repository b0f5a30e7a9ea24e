namespace Volunteer;

/// <param name="MessageId">Stable per message, so that a repeated delivery can be recognised.</param>
/// <param name="Subject">One line; CR and LF are refused.</param>
public sealed record Mail(string MessageId, string To, string Subject, string Html, string Text);

/// <summary>The address does not exist or refuses us for good (SMTP 5xx); trying again is useless.</summary>
public sealed class MailRefusedException(string message, Exception inner) : Exception(message, inner);

/// <summary>One class per way of sending; SMTP is the one that ships.</summary>
public interface IMailSender
{
    /// <summary>Hands the mail over. Throws <see cref="MailRefusedException"/> for a permanent refusal, anything else is worth a retry.</summary>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
