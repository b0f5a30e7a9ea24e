using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Volunteer.Platform.Invitations;

namespace Volunteer.Platform.Accounts;

/// <summary>Makes one mail, in a scope of its own; null when there is nobody to write to.</summary>
internal delegate Task<Mail?> ComposeMail(IServiceProvider services, CancellationToken cancellationToken);

/// <summary>
/// Mails about accounts wait here, so that an answer takes as long for a stranger's name as for an account's. In memory,
/// because what they carry must not be stored: whoever gets none, e.g. because the host stopped, asks again.
/// </summary>
internal sealed class AccountMails
{
    private const int Most = 1000;
    private readonly Channel<ComposeMail> _waiting = Channel.CreateBounded<ComposeMail>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<ComposeMail> Waiting => _waiting.Reader;

    public void Add(ComposeMail compose) => _waiting.Writer.TryWrite(compose);
}

/// <summary>Makes and sends them. A mail server that is away is tried again, with a new link each time; an address that refuses is not.</summary>
internal sealed partial class AccountMailer(
    AccountMails mails,
    IServiceScopeFactory scopes,
    IMailSender sender,
    TimeProvider clock,
    ILogger<AccountMailer> logger) : BackgroundService
{
    /// <summary>Waits between the attempts; together shorter than the patience of somebody who cannot sign in.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private readonly ConcurrentQueue<Failed> _later = new();

    /// <summary>Deals with what waits and is due now.</summary>
    public async Task SendWaitingAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        for (var left = _later.Count; left > 0 && _later.TryDequeue(out var failed); left--)
        {
            if (failed.DueAt > now)
            {
                _later.Enqueue(failed);
            }
            else
            {
                await SendAsync(failed.Compose, failed.Attempts, cancellationToken);
            }
        }

        while (mails.Waiting.TryRead(out var compose))
        {
            await SendAsync(compose, attempts: 0, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var arrived = mails.Waiting.WaitToReadAsync(stoppingToken).AsTask();
        while (true)
        {
            await Task.WhenAny(_later.IsEmpty ? [arrived] : [arrived, Task.Delay(LookEvery, clock, stoppingToken)]);
            stoppingToken.ThrowIfCancellationRequested();
            await SendWaitingAsync(stoppingToken);
            if (arrived.IsCompleted)
            {
                arrived = mails.Waiting.WaitToReadAsync(stoppingToken).AsTask();
            }
        }
    }

    private async Task SendAsync(ComposeMail compose, int attempts, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await compose(scope.ServiceProvider, cancellationToken) is { } mail)
            {
                await sender.SendAsync(mail, cancellationToken);
            }
        }
        catch (MailRefusedException)
        {
            LogFailure(attempts + 1, nameof(MailRefusedException));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A mail server or a database that is away must not end the loop.
            LogFailure(attempts + 1, exception.GetType().Name);
            if (attempts < Pauses.Count)
            {
                _later.Enqueue(new Failed(compose, attempts + 1, clock.GetUtcNow() + Pauses[attempts]));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A mail about an account could not be sent, attempt {Attempt}: {Reason}")]
    private partial void LogFailure(int attempt, string reason);

    private sealed record Failed(ComposeMail Compose, int Attempts, DateTimeOffset DueAt);
}

/// <summary>The words of mails about accounts. No community signs them: an account may belong to several.</summary>
internal sealed class AccountMailText(Texts texts, PortalAddress portal)
{
    /// <param name="path">In the portal; null for a mail without a link.</param>
    public Mail Write(Guid id, string to, string template, string culture, string? path, params (string Name, object? Value)[] values)
    {
        var told = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        var body = texts.Get($"Platform.Mail.{template}.Body", culture, told);
        var link = path is null ? null : portal.Link(path);
        return new Mail(
            id.ToString("N", CultureInfo.InvariantCulture),
            to,
            texts.Get($"Platform.Mail.{template}.Subject", culture, null),
            $"<p>{WebUtility.HtmlEncode(body)}</p>" + (link is null ? string.Empty : $"<p><a href=\"{link}\">{link}</a></p>"),
            link is null ? $"{body}\n" : $"{body}\n\n{link}\n");
    }
}
