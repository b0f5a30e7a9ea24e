namespace Volunteer.Funds.Payments;

internal enum PaymentProviderKind
{
    Stripe,

    /// <summary>A transfer that the donor makes in the own bank's app; the statement or the fund manager confirms it.</summary>
    ManualTransfer,
}

/// <summary>
/// A way in which donors pay on our pages. A provider only talks to the outside and says what it saw; what that means for
/// payments and books is decided once, in <see cref="PaymentSync"/> and <see cref="PayoutSync"/>.
/// </summary>
internal interface IPaymentProvider
{
    PaymentProviderKind Kind { get; }

    /// <summary>Whether money lies with the provider first and is paid out in sums: then there are webhooks, transactions and payouts.</summary>
    bool HoldsMoney { get; }

    /// <summary>Whether the operator has switched it on for this installation.</summary>
    bool IsAvailable { get; }

    Task<CheckoutStart> StartCheckoutAsync(PaymentAccount account, CheckoutOrder order, CancellationToken cancellationToken);

    /// <summary>Null when the provider knows no such checkout.</summary>
    Task<CheckoutSeen?> FetchCheckoutAsync(PaymentAccount account, string checkoutId, CancellationToken cancellationToken);

    /// <summary>The charge that an event is about, with everything that happened to it since; null when there is none.</summary>
    Task<ChargeSeen?> FetchChargeAsync(PaymentAccount account, NoticeTopic topic, string objectId, CancellationToken cancellationToken);

    Task<PayoutSeen?> FetchPayoutAsync(PaymentAccount account, string payoutId, CancellationToken cancellationToken);

    /// <summary>The same order gives money back once, however often it is sent.</summary>
    Task<RefundSeen> RefundAsync(PaymentAccount account, RefundOrder order, CancellationToken cancellationToken);

    IAsyncEnumerable<Notice> ListNoticesAsync(PaymentAccount account, DateTimeOffset since, CancellationToken cancellationToken);

    IAsyncEnumerable<TransactionSeen> ListTransactionsAsync(PaymentAccount account, DateTimeOffset since, CancellationToken cancellationToken);

    IAsyncEnumerable<TransactionSeen> ListTransactionsOfPayoutAsync(PaymentAccount account, string payoutId, CancellationToken cancellationToken);

    IAsyncEnumerable<PayoutSeen> ListPayoutsAsync(PaymentAccount account, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Checks who sent a webhook, over its very bytes, and reads what it is about.</summary>
    WebhookReading ReadWebhook(PaymentAccount account, string? signature, ReadOnlySpan<byte> body);
}

/// <param name="PaymentId">Sent along and found again on everything that comes of it.</param>
internal sealed record CheckoutOrder(Guid PaymentId, long Fen, string Currency, string Title, IReadOnlyList<string> Methods, string Language, string ReturnUrl, string CancelUrl, DateTimeOffset ExpiresAt);

/// <param name="RedirectUrl">Where the donor pays; null when our own page shows how.</param>
internal sealed record CheckoutStart(string CheckoutId, string? RedirectUrl, string? ChargeGroupId);

internal enum CheckoutStage
{
    Open,

    /// <summary>The donor is through; the money is on its way.</summary>
    Unpaid,
    Paid,
    Failed,
    Expired,

    /// <summary>A state that this program does not know.</summary>
    Unknown,
}

/// <param name="RawState">The provider's own words.</param>
internal sealed record CheckoutSeen(string Id, CheckoutStage Stage, string RawState, Guid? PaymentId, long? Amount, string? Currency, bool IsLive, string? ChargeId);

/// <summary>A charge as the provider has it now.</summary>
/// <param name="PaymentId">Which of our payments it says it belongs to.</param>
internal sealed record ChargeSeen(
    string Id,
    Guid? PaymentId,
    string? CheckoutId,
    long Amount,
    string Currency,
    bool IsLive,
    bool Succeeded,
    string? Method,
    DateTimeOffset CreatedAt,
    TransactionSeen? Transaction,
    IReadOnlyList<RefundSeen> Refunds,
    IReadOnlyList<DisputeSeen> Disputes);

internal enum RefundStage
{
    Pending,
    Succeeded,

    /// <summary>Did not reach the donor; the money came back to us.</summary>
    Failed,
    Unknown,
}

/// <param name="RefundId">Ours, when it was ordered here.</param>
internal sealed record RefundSeen(string Id, Guid? RefundId, long Amount, string Currency, RefundStage Stage, string RawState, DateTimeOffset CreatedAt, TransactionSeen? Transaction, TransactionSeen? FailureTransaction);

internal enum DisputeStage
{
    Open,
    Won,
    Lost,
    Unknown,
}

internal sealed record DisputeSeen(string Id, long Amount, string Currency, DisputeStage Stage, string RawState, DateTimeOffset CreatedAt, IReadOnlyList<TransactionSeen> Transactions);

/// <summary>What moved the balance with the provider.</summary>
/// <param name="Amount">Signed, before fees.</param>
/// <param name="Fee">What the provider kept; below zero when it gave a fee back.</param>
/// <param name="Rate">From the charge's currency to the balance's; null when they are the same.</param>
/// <param name="SourceId">Charge, refund, dispute or payout.</param>
internal sealed record TransactionSeen(string Id, TransactionCategory Category, string RawCategory, long Amount, long Fee, long Net, string Currency, decimal? Rate, DateTimeOffset CreatedAt, string? SourceId);

/// <summary>What a transaction means for the books.</summary>
internal enum TransactionCategory
{
    Charge,
    Refund,
    RefundFailure,
    Dispute,
    DisputeReversal,
    Fee,

    /// <summary>Held back or let go by the provider; still ours.</summary>
    Reserve,
    Payout,
    PayoutReversal,

    /// <summary>One that this program does not know: kept, shown, not posted.</summary>
    Unknown,
}

internal enum PayoutStage
{
    Pending,
    InTransit,
    Paid,
    Failed,
    Canceled,
    Unknown,
}

/// <param name="IsAutomatic">Only of automatic payouts can the provider say what is inside.</param>
/// <param name="IsReconciled">The provider has fixed the list of what is inside.</param>
internal sealed record PayoutSeen(
    string Id,
    long Amount,
    string Currency,
    PayoutStage Stage,
    string RawState,
    bool IsAutomatic,
    bool IsReconciled,
    bool IsLive,
    DateOnly ArrivesOn,
    DateTimeOffset CreatedAt,
    string? Descriptor,
    string? Trace,
    string? OriginalPayoutId,
    TransactionSeen? Transaction,
    TransactionSeen? FailureTransaction);

/// <param name="RefundId">Ours; the provider is given it as the idempotency key and as a mark to find the refund by.</param>
/// <param name="OrderedAt">After a day the provider has forgotten the key, and the refund is looked for instead.</param>
internal sealed record RefundOrder(Guid RefundId, Guid PaymentId, string ChargeId, long Fen, DateTimeOffset OrderedAt);

internal enum NoticeTopic
{
    Checkout,
    Charge,
    Refund,
    Dispute,
    Payout,

    /// <summary>A type that we did not ask for or do not know.</summary>
    Other,
}

/// <summary>News from the provider: that something happened to an object. What happened is asked of the provider itself.</summary>
internal sealed record Notice(string Id, string Type, NoticeTopic Topic, string? ObjectId, string? ApiVersion, bool IsReadable, bool IsLive, string? AccountId, DateTimeOffset CreatedAt);

internal enum WebhookVerdict
{
    Accepted,
    BadSignature,
    Unreadable,
    NoSecret,
}

internal sealed record WebhookReading(WebhookVerdict Verdict, Notice? Notice);

/// <summary>The provider refused an order for good.</summary>
internal sealed class PaymentRefusedException(string reason) : Exception(reason)
{
    /// <summary>The provider's own code.</summary>
    public string Reason { get; } = reason;
}

/// <summary>All the ways to pay, by kind.</summary>
internal sealed class PaymentProviders(IEnumerable<IPaymentProvider> providers)
{
    private readonly Dictionary<PaymentProviderKind, IPaymentProvider> _providers = providers.ToDictionary(provider => provider.Kind);

    public IPaymentProvider Of(PaymentAccount account) => _providers[account.Provider];

    public IPaymentProvider Of(PaymentProviderKind kind) => _providers[kind];
}
