using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Payments;

/// <summary>Takes events in, each once.</summary>
internal sealed class Inbox(VolunteerDbContext db, PaymentSecrets secrets, PaymentQuestions questions, TimeProvider clock)
{
    /// <summary>Stores the event with the order to work on it, or with the question it raises. Saves.</summary>
    public async Task TakeAsync(PaymentAccount account, Notice notice, byte[]? body, CancellationToken cancellationToken)
    {
        if (await db.Set<ProviderEvent>().AnyAsync(e => e.AccountId == account.Id && e.ExternalId == notice.Id, cancellationToken))
        {
            return;
        }

        var state = await StateOfAsync(account, notice, cancellationToken);
        db.Add(new ProviderEvent(account.Id, notice, body is null ? null : secrets.Seal(account.TenantId, body), state, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<EventState> StateOfAsync(PaymentAccount account, Notice notice, CancellationToken cancellationToken)
    {
        if (notice.IsLive != account.IsLive)
        {
            return await HoldAsync(QuestionKind.Livemode, account.IsLive ? "live" : "test", notice.IsLive ? "live" : "test");
        }

        if (notice.AccountId != account.ConnectedAccount)
        {
            return await HoldAsync(QuestionKind.Account, account.ConnectedAccount, notice.AccountId);
        }

        if (notice.Topic is NoticeTopic.Other || notice.ObjectId is null)
        {
            return EventState.Ignored;
        }

        return notice.IsReadable ? EventState.Received : await HoldAsync(QuestionKind.ApiVersion, Stripe.StripeOptions.ApiVersion, notice.ApiVersion);

        async Task<EventState> HoldAsync(QuestionKind kind, string? expected, string? found)
        {
            await questions.AskAsync(account.Id, kind, notice.Id, expected, found, cancellationToken);
            return EventState.Held;
        }
    }
}

/// <summary>Works on an event: looks how things stand at the provider and brings our side there.</summary>
internal sealed class HandleProviderEvent(VolunteerDbContext db, PaymentAccounts accounts, PaymentSync payments, PayoutSync payouts, TimeProvider clock) : IReactTo<ProviderEventReceived>
{
    public async Task ReactAsync(ProviderEventReceived news, CancellationToken cancellationToken)
    {
        var received = await db.Set<ProviderEvent>().SingleAsync(e => e.Id == news.EventId, cancellationToken);
        if (received is not { State: EventState.Received, ObjectId: { } objectId })
        {
            return;
        }

        var account = await accounts.HoldAsync(received.AccountId, cancellationToken);
        switch (received.Topic)
        {
            case NoticeTopic.Checkout:
                await payments.CheckoutAsync(account, objectId, cancellationToken);
                break;
            case NoticeTopic.Payout:
                await payouts.PayoutAsync(account, objectId, cancellationToken);
                break;
            default:
                await payments.ChargeAsync(account, received.Topic, objectId, cancellationToken);
                break;
        }

        received.Done(clock.GetUtcNow());
    }
}
