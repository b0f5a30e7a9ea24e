using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Payments;

/// <summary>
/// Every night, what webhooks should have told: events and movements since the last time with a day's overlap, payouts that are
/// not finished, checkouts that nobody heard of again. Everything goes the same way as a webhook and counts once.
/// </summary>
internal sealed class CatchUpPayments(
    VolunteerDbContext db,
    PaymentAccounts accounts,
    PaymentProviders providers,
    Inbox inbox,
    PaymentSync payments,
    PayoutSync payouts,
    TimeProvider clock) : IRecurringJob
{
    public const string Name = "funds.catch-up-payments";

    /// <summary>03:20 in China.</summary>
    public const string Nightly = "0 20 19 * * ?";

    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>Stripe shows events for thirty days.</summary>
    private static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(29);

    private static readonly TimeSpan BodiesAreKept = TimeSpan.FromDays(90);

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        foreach (var accountId in await db.Set<PaymentAccount>().OrderBy(account => account.Id).Select(account => account.Id).ToListAsync(cancellationToken))
        {
            var account = await accounts.HoldAsync(accountId, cancellationToken);
            if (providers.Of(account) is { HoldsMoney: true, IsAvailable: true } provider && account.Secrets is not null)
            {
                await CatchUpAsync(account, provider, cancellationToken);
            }
        }

        var now = clock.GetUtcNow();
        foreach (var stale in await db.Set<Payment>().Where(p => p.Provider == PaymentProviderKind.ManualTransfer && p.State == PaymentState.Pending && p.ExpiresAt < now).ToListAsync(cancellationToken))
        {
            stale.See(PaymentState.Expired, "expired");
        }

        var old = now - BodiesAreKept;
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<ProviderEvent>().Where(e => e.Body != null && e.ReceivedAt < old).ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, (byte[]?)null), cancellationToken);
    }

    private async Task CatchUpAsync(PaymentAccount account, IPaymentProvider provider, CancellationToken cancellationToken)
    {
        var (now, since) = (clock.GetUtcNow(), account.SyncedThrough - Overlap);
        var events = since > now - EventsAreKept ? since : now - EventsAreKept;
        await foreach (var notice in provider.ListNoticesAsync(account, events, cancellationToken))
        {
            await inbox.TakeAsync(account, notice, body: null, cancellationToken);
        }

        foreach (var checkoutId in await OpenCheckoutsAsync(account, now, cancellationToken))
        {
            await payments.CheckoutAsync(account, checkoutId, cancellationToken);
        }

        await foreach (var transaction in provider.ListTransactionsAsync(account, since, cancellationToken))
        {
            await payments.TransactionAsync(account, transaction, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await foreach (var payout in provider.ListPayoutsAsync(account, since, cancellationToken))
        {
            await payouts.PayoutAsync(account, payout, cancellationToken);
        }

        foreach (var payoutId in await UnfinishedPayoutsAsync(account, cancellationToken))
        {
            await payouts.PayoutAsync(account, payoutId, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await accounts.MoveWatermarkAsync(account.Id, now, cancellationToken);
    }

    private Task<List<string>> OpenCheckoutsAsync(PaymentAccount account, DateTimeOffset now, CancellationToken cancellationToken) => db.Set<Payment>()
        .Where(p => p.AccountId == account.Id && p.CheckoutId != null && (p.State == PaymentState.Pending || (p.State == PaymentState.Started && p.ExpiresAt < now)))
        .OrderBy(p => p.Id)
        .Select(p => p.CheckoutId!)
        .ToListAsync(cancellationToken);

    private Task<List<string>> UnfinishedPayoutsAsync(PaymentAccount account, CancellationToken cancellationToken) => db.Set<ProviderPayout>()
        .Where(p => p.AccountId == account.Id && (p.EntryId == null || (p.State != PayoutStage.Paid && p.FailureEntryId == null)))
        .OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
        .Select(p => p.ExternalId)
        .ToListAsync(cancellationToken);
}
