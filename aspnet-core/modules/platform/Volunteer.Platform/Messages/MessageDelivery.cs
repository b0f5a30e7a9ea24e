using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Messages;

/// <summary>
/// Sends what is due. A message is leased before the mail server is spoken to and settled afterwards, each in a short
/// statement of its own: no transaction waits for SMTP. A crash in between sends it again with the same Message-ID.
/// </summary>
internal sealed partial class MessageDelivery(
    IServiceScopeFactory scopes,
    IMailSender sender,
    MailLayout layout,
    ICurrentTenant tenant,
    TimeProvider clock,
    ILogger<MessageDelivery> logger)
{
    private const int Batch = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestTalk = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Looks around all communities. Returns how many mails went out.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> communities;
        await using (var scope = scopes.CreateAsyncScope())
        {
            communities = await scope.ServiceProvider.GetRequiredService<ITenantDirectory>().ActiveAsync(cancellationToken);
        }

        return await SendDueAsync(communities, cancellationToken);
    }

    public async Task<int> SendDueAsync(IEnumerable<Guid> communities, CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var community in communities)
        {
            sent += await SendOfCommunityAsync(community, cancellationToken);
        }

        return sent;
    }

    private async Task<int> SendOfCommunityAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(tenantId);
        var sent = 0;
        while (true)
        {
            var due = await DueAsync(cancellationToken);
            foreach (var id in due)
            {
                sent += await SettleAsync(id, cancellationToken) ? 1 : 0;
            }

            if (due.Count < Batch)
            {
                return sent;
            }
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var messages = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<Message>();
        var now = clock.GetUtcNow();
        await messages
            .Where(m => m.State == MessageState.ToCall && m.UsefulUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Expired).SetProperty(m => m.SettledAt, now), cancellationToken);
        return await Due(messages, now).OrderBy(m => m.Id).Select(m => m.Id).Take(Batch).ToListAsync(cancellationToken);
    }

    private static IQueryable<Message> Due(IQueryable<Message> messages, DateTimeOffset now) =>
        messages.Where(m => (m.State == MessageState.Waiting || m.State == MessageState.Sending) && m.NextAttemptAt <= now);

    private async Task<bool> SettleAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await LeaseAsync(id, cancellationToken) is not { } message)
        {
            return false;
        }

        Mail? mail;
        await using (var scope = scopes.CreateAsyncScope())
        {
            mail = await PrepareAsync(scope.ServiceProvider, message, cancellationToken);
        }

        if (mail is null)
        {
            return false;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(LongestTalk);
            await sender.SendAsync(mail, patience.Token);
        }
        catch (MailRefusedException exception)
        {
            LogRefused(message.Id);
            await RefusedAsync(message, exception, cancellationToken);
            return false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(exception.GetType().Name, message.Id, message.Attempts);
            await TryLaterAsync(message, exception, cancellationToken);
            return false;
        }

        await BecomeAsync(message.Id, MessageState.Sent, error: null, CancellationToken.None);
        return true;
    }

    private async Task<Message?> LeaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var messages = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<Message>();
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var taken = await Due(messages, now).Where(m => m.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Sending)
                .SetProperty(m => m.NextAttemptAt, until)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1),
            cancellationToken);
        return taken == 0 ? null : await messages.AsNoTracking().SingleAsync(m => m.Id == id, cancellationToken);
    }

    /// <summary>The mail, or null when the message was settled without one.</summary>
    private async Task<Mail?> PrepareAsync(IServiceProvider services, Message message, CancellationToken cancellationToken)
    {
        var person = await services.GetRequiredService<VolunteerDbContext>().Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == message.PersonId, cancellationToken);
        if (person is not { IsActive: true } || message.UsefulUntil <= clock.GetUtcNow())
        {
            await BecomeAsync(message.Id, MessageState.Expired, error: null, cancellationToken);
            return null;
        }

        if (!person.HasEmail)
        {
            await BecomeAsync(message.Id, MessageState.ToCall, error: null, cancellationToken);
            return null;
        }

        var community = await services.GetRequiredService<ICommunity>().CurrentAsync(cancellationToken);
        var signature = await services.GetRequiredService<ISettings>().GetAsync(PlatformSettings.MailSignature, cancellationToken);
        return layout.Render(message, person.Name, person.Email!, person.Language, community, signature);
    }

    private async Task BecomeAsync(Guid id, MessageState state, string? error, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<Message>()
            .Where(m => m.Id == id && m.State == MessageState.Sending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, state).SetProperty(m => m.SettledAt, now).SetProperty(m => m.LastError, error),
                cancellationToken);
    }

    /// <summary>The address is no good: the person is phoned from now on, and the secretary sees whose address to ask for.</summary>
    private async Task RefusedAsync(Message message, MailRefusedException exception, CancellationToken cancellationToken)
    {
        await BecomeAsync(message.Id, MessageState.Failed, exception.GetType().Name, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Actor = "platform.send-messages";
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var person = await db.Set<Person>().SingleAsync(p => p.Id == message.PersonId, cancellationToken);
        person.EmailWasRefused(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody is changing the person, perhaps the address: the next message finds out.
            LogRefused(message.Id);
        }
    }

    private async Task TryLaterAsync(Message message, Exception exception, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var pause = TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, message.Attempts - 1)));

        // Not later than its use: then it is settled as expired and seen in the list.
        var next = clock.GetUtcNow() + pause is var later && later < message.UsefulUntil ? later : message.UsefulUntil;
        var error = exception.GetType().Name;
        await scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<Message>()
            .Where(m => m.Id == message.Id && m.State == MessageState.Sending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Waiting).SetProperty(m => m.NextAttemptAt, next).SetProperty(m => m.LastError, error),
                cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The address of message {MessageId} was refused for good")]
    private partial void LogRefused(Guid messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sending failed with {Failure} for message {MessageId}, attempt {Attempt}")]
    private partial void LogFailure(string failure, Guid messageId, int attempt);
}
