namespace Volunteer.Funds.Ledger;

/// <summary>
/// The one way money gets into the books. Everything runs in the caller's transaction: what the caller saves and the entry
/// stand or fall together.
/// </summary>
internal interface ILedger
{
    /// <summary>
    /// Posts a balanced entry; the lines of each fund in it balance too. The same <see cref="Posting.Source"/> is posted once
    /// per book: a second call gives the first entry back. Refused: unbalanced, a zero line, a closed month, a day to come, a
    /// halted book, a restricted fund that would go below what is reserved on it, an account that the chart of that date does
    /// not have; a fund or money account of another book is not found. Needs an open transaction
    /// (<see cref="Transactions.InTransactionAsync"/>), because what the caller saves has to stand or fall with the entry.
    /// </summary>
    Task<PostedEntry> PostAsync(Posting posting, CancellationToken cancellationToken);

    /// <summary>The opposite entry, linked; an entry is reversed once and a reversal never.</summary>
    Task<PostedEntry> ReverseAsync(Guid entryId, DateOnly date, string reason, CancellationToken cancellationToken);

    /// <summary>Holds money of a fund for a decision that is being taken; refused when the fund has not that much free.</summary>
    /// <param name="fen">Above zero.</param>
    Task ReserveAsync(Guid reservationId, Guid fundId, long fen, CancellationToken cancellationToken);

    /// <summary>Lets the money go again, before or together with the entry that spends it. Unknown or released: nothing happens.</summary>
    Task ReleaseAsync(Guid reservationId, CancellationToken cancellationToken);
}

/// <summary>One entry to be written.</summary>
/// <param name="Date">The business day in the community's zone; it decides month, year and number.</param>
/// <param name="Text">The voucher's summary (摘要), in the words of the person who reads it.</param>
/// <param name="Lines">Two or more; debits positive, credits negative, integer fen, adding up to zero.</param>
internal sealed record Posting(Guid BookId, DateOnly Date, EntryKind Kind, string Text, PostingSource Source, IReadOnlyList<PostingLine> Lines);

/// <summary>What the entry comes from, unique in its book, e.g. <c>("gift", gift id)</c> or <c>("stripe", "txn_…")</c>.</summary>
internal sealed record PostingSource(string Type, string Id);

/// <summary>One leg. Every leg belongs to a fund; the other dimensions where they apply.</summary>
/// <param name="Fen">Integer fen, never zero; debit positive, credit negative.</param>
internal sealed record PostingLine(AccountRef Account, long Fen, Guid FundId)
{
    /// <summary>The bank account, wallet or cash box whose money moves; what reconciliation looks at.</summary>
    public Guid? MoneyAccountId { get; init; }

    public Guid? CampaignId { get; init; }

    public Guid? ProjectId { get; init; }

    /// <summary>The gift a leg of income brings or a leg of spending uses (first in, first out).</summary>
    public Guid? GiftId { get; init; }

    /// <summary>Donor or payee as the module's own party; never a name.</summary>
    public Guid? PartyId { get; init; }

    /// <summary><see cref="Verification.Commitment.Of(byte[], string, string)"/> of the donor's name, kept with its salt by whoever knows the name.</summary>
    public string? NameCommitment { get; init; }

    public string? Text { get; init; }
}

/// <summary>An account by what it is for, or by its number in the chart.</summary>
internal readonly record struct AccountRef(AccountRole? Role, string? Code)
{
    public static implicit operator AccountRef(AccountRole role) => new(role, null);

    public static implicit operator AccountRef(string code) => new(null, code);
}

/// <param name="Number">Gapless in its book and year, from 1.</param>
internal sealed record PostedEntry(Guid Id, int Year, int Number);

internal enum EntryKind
{
    Opening,
    Gift,
    Refund,
    Disbursement,
    Transfer,
    Fee,
    Interest,
    Payout,
    Dispute,
    Bazaar,
    EnterpriseShare,
    PurposeChange,
    Manual,
    Reversal,
    Closing,
}
