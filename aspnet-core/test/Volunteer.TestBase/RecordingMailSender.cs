using System.Collections.Concurrent;

namespace Volunteer.TestBase;

/// <summary>Keeps what would have been sent. The SMTP sender itself is tested against a real SMTP server.</summary>
public sealed class RecordingMailSender : IMailSender
{
    private readonly ConcurrentQueue<Mail> _sent = new();

    public IReadOnlyCollection<Mail> Sent => _sent;

    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        _sent.Enqueue(mail);
        return Task.CompletedTask;
    }
}
