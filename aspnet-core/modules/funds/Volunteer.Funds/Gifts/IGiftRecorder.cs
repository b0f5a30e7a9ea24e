using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Gifts;

/// <summary>
/// Takes gifts into the register and the books, and gives money back. In the caller's transaction; saves. A gift or refund with
/// a source is taken in once: a second call gives the first one back.
/// </summary>
internal interface IGiftRecorder
{
    Task<RecordedGift> RecordAsync(NewGift gift, CancellationToken cancellationToken);

    Task<RecordedRefund> RefundAsync(NewRefund refund, CancellationToken cancellationToken);
}

/// <summary>A gift as it is told to the recorder, by a form, a platform's file or a payment.</summary>
/// <param name="Date">The business day in the community's zone.</param>
/// <param name="MoneyAccountId">Where the money is; null only for gifts in kind.</param>
internal sealed record NewGift(Guid FundId, GiftKind Kind, long Fen, DateOnly Date, Guid? MoneyAccountId)
{
    public Guid? ProjectId { get; init; }

    public Guid? CampaignId { get; init; }

    public Guid? PledgeId { get; init; }

    public Guid? PartyId { get; init; }

    public DonorDisplay Display { get; init; } = DonorDisplay.Masked;

    public string? DisplayName { get; init; }

    public string? Message { get; init; }

    public string? ItemKind { get; init; }

    public decimal? Quantity { get; init; }

    public string? Unit { get; init; }

    public string? ValuationBasis { get; init; }

    /// <summary>E.g. <c>("stripe", "ch_…")</c>; also the source of the entry.</summary>
    public PostingSource? Source { get; init; }

    /// <summary>The account that the money stands on when it is not the money account's own, e.g. money a provider has not settled yet.</summary>
    public AccountRole? DebitRole { get; init; }

    /// <summary>Kept by the platform or provider out of the gift; posted with it.</summary>
    public long FeeFen { get; init; }
}

/// <param name="Entry">Null where nothing was posted: a gift in kind that nobody can value.</param>
internal sealed record RecordedGift(Guid GiftId, PostedEntry? Entry, bool WasKnown);

/// <param name="MoneyAccountId">Where the money leaves.</param>
/// <param name="MayExceedWhatIsLeft">For money that a provider has taken back already: the rest comes out of the fund's other money.</param>
internal sealed record NewRefund(Guid GiftId, long Fen, DateOnly Date, string Reason, Guid MoneyAccountId, PostingSource? Source = null, AccountRole? CreditRole = null, bool MayExceedWhatIsLeft = false);

internal sealed record RecordedRefund(Guid RefundId, RefundWay Way, PostedEntry Entry, bool WasKnown);
