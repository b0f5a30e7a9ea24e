using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>What a payment means for the register of gifts. Runs in the caller's transaction; a source is taken in once.</summary>
internal interface IOnlineGifts
{
    /// <summary>The money is certain: the gift exists, and its income stands against <paramref name="money"/>.</summary>
    Task<Guid> ReceiveAsync(Payment payment, ReceivedMoney money, CancellationToken cancellationToken);

    /// <summary>The donor gets money back: less income, and owed until the provider has taken it. Returns the entry.</summary>
    Task<Guid> TakeBackAsync(Payment payment, TakenBack back, CancellationToken cancellationToken);

    /// <summary>It did not get there, or the donor's bank gave it back: the gift stands again. Returns the entry.</summary>
    Task<Guid> RestoreAsync(Payment payment, Guid takenBackEntryId, TakenBack back, CancellationToken cancellationToken);
}

/// <param name="Role">The account of the chart; null for the money account's own.</param>
internal sealed record ReceivedMoney(DateOnly Date, Guid MoneyAccountId, AccountRole? Role, PostingSource Source);

/// <param name="MoneyAccountId">Where it leaves, or came back to.</param>
internal sealed record TakenBack(long Fen, DateOnly Date, string Reason, Guid MoneyAccountId, PostingSource Source);
