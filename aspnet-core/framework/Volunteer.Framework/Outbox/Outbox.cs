using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Volunteer;

/// <summary>What a module does when another module reports a fact. Its writes commit together with the delivery mark.</summary>
public interface IReactTo<in TNews>
    where TNews : IIntegrationEvent
{
    Task ReactAsync(TNews news, CancellationToken cancellationToken);
}

/// <summary>One registered reaction; the outbox keeps one row per fact and reaction, so one failing module does not hold up another.</summary>
public sealed record Reaction(Type News, string Name, Func<IServiceProvider, string, CancellationToken, Task> RunAsync);

public static class ReactionRegistration
{
    public static IServiceCollection AddReaction<TNews, THandler>(this IServiceCollection services)
        where TNews : IIntegrationEvent
        where THandler : class, IReactTo<TNews> => services
            .AddScoped<THandler>()
            .AddSingleton(new Reaction(
                typeof(TNews),
                typeof(THandler).FullName!,
                (provider, payload, cancellationToken) => provider.GetRequiredService<THandler>()
                    .ReactAsync(JsonSerializer.Deserialize<TNews>(payload)!, cancellationToken)));
}

/// <summary>One fact for one reaction. Kept until delivered; after the last attempt it rests in the dead-letter list for a person to look at.</summary>
[NotAudited]
public sealed class OutboxMessage
{
    /// <summary>1 min, 2, 4 … at most an hour apart: about half a day of trying before a person is asked.</summary>
    public const int MaxAttempts = 16;

    public OutboxMessage(Guid tenantId, string reaction, string payload, DateTimeOffset occurredAt)
    {
        TenantId = tenantId;
        Reaction = reaction;
        Payload = payload;
        OccurredAt = occurredAt;
        NextAttemptAt = occurredAt;
    }

    private OutboxMessage()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid TenantId { get; private set; }

    public string Reaction { get; private set; } = string.Empty;

    public string Payload { get; private set; } = string.Empty;

    public DateTimeOffset OccurredAt { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    public DateTimeOffset? DeadAt { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>Type and message of the last failure; never a payload.</summary>
    public string? LastError { get; private set; }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("platform_outbox");
        message.HasKey(m => m.Id);
        message.Property(m => m.Id).ValueGeneratedNever();
        message.HasIndex(m => new { m.DeliveredAt, m.DeadAt, m.NextAttemptAt });
    }
}

/// <summary>Wakes the delivery loop when a commit left something in the outbox.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing woke us in time: look anyway.
        }
    }
}

/// <summary>Delivers facts. Two hosts may run it at once: the lease decides who tries, the delivered mark decides who counts.</summary>
public sealed partial class OutboxDelivery(
    IServiceScopeFactory scopes,
    IEnumerable<Reaction> reactions,
    ICurrentTenant tenant,
    TimeProvider clock,
    ILogger<OutboxDelivery> logger)
{
    private const int Batch = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Reaction> _reactions = reactions.ToDictionary(reaction => reaction.Name, StringComparer.Ordinal);

    /// <summary>Delivers everything that is due. Returns how many were delivered.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellationToken)
    {
        var delivered = 0;
        while (true)
        {
            var due = await DueAsync(cancellationToken);
            foreach (var (id, tenantId) in due)
            {
                delivered += await DeliverAsync(id, tenantId, cancellationToken) ? 1 : 0;
            }

            if (due.Count < Batch)
            {
                return delivered;
            }
        }
    }

    private async Task<List<(Guid Id, Guid TenantId)>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var rows = await scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<OutboxMessage>()
            .Where(message => message.DeliveredAt == null && message.DeadAt == null && message.NextAttemptAt <= now)
            .OrderBy(message => message.Id)
            .Select(message => new { message.Id, message.TenantId })
            .Take(Batch)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.TenantId))];
    }

    private async Task<bool> DeliverAsync(Guid id, Guid tenantId, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(tenantId);
        var attempt = await TakeLeaseAsync(id, cancellationToken);
        if (attempt is null)
        {
            return false;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
            scope.ServiceProvider.GetRequiredService<AuditTrail>().Actor = attempt.Reaction;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var marked = await db.Set<OutboxMessage>()
                .Where(message => message.Id == id && message.DeliveredAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(message => message.DeliveredAt, now), cancellationToken);
            if (marked == 0)
            {
                return false;
            }

            await _reactions[attempt.Reaction].RunAsync(scope.ServiceProvider, attempt.Payload, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.AfterCommit();
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(exception, attempt.Reaction, id, attempt.Attempts);
            await RecordFailureAsync(id, attempt.Attempts, exception, cancellationToken);
            return false;
        }
    }

    private async Task<OutboxMessage?> TakeLeaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var taken = await db.Set<OutboxMessage>()
            .Where(message => message.Id == id && message.DeliveredAt == null && message.DeadAt == null && message.NextAttemptAt <= now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(message => message.NextAttemptAt, until).SetProperty(message => message.Attempts, message => message.Attempts + 1),
                cancellationToken);
        return taken == 0 ? null : await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(message => message.Id == id, cancellationToken);
    }

    private async Task RecordFailureAsync(Guid id, int attempts, Exception exception, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        var pause = TimeSpan.FromMinutes(Math.Min(LongestPause.TotalMinutes, Math.Pow(2, attempts - 1)));
        DateTimeOffset? dead = attempts >= OutboxMessage.MaxAttempts ? now : null;
        var next = now + pause;
        var error = exception is BusinessException refusal ? refusal.Code : exception.GetType().Name;
        await scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<OutboxMessage>()
            .Where(message => message.Id == id && message.DeliveredAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(message => message.NextAttemptAt, next)
                    .SetProperty(message => message.DeadAt, dead)
                    .SetProperty(message => message.LastError, error),
                cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reaction {Reaction} to {MessageId} failed, attempt {Attempt}")]
    private partial void LogFailure(Exception exception, string reaction, Guid messageId, int attempt);
}
