using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>An entry that the rules let through, ready to be written.</summary>
internal sealed record NewEntry(
    Guid Id,
    Guid BookId,
    DateOnly Date,
    EntryKind Kind,
    string Text,
    PostingSource Source,
    Guid? ReversesId,
    DateTimeOffset PostedAt,
    Guid? PostedBy,
    byte[] Salt,
    int ChartVersion,
    IReadOnlyList<NewLine> Lines)
{
    /// <summary>What each fund can spend after it, less before; every fund of the entry is named.</summary>
    public IReadOnlyList<(Guid FundId, long Delta)> Deltas { get; } =
    [
        .. Lines.GroupBy(line => line.FundId)
            .Select(group => (group.Key, group.Where(line => line.Account.Spendable).Sum(line => line.Fen)))
            .OrderBy(delta => delta.Key),
    ];

    public IReadOnlyList<Guid> MoneyAccounts { get; } = [.. Lines.Where(line => line.MoneyAccountId is not null).Select(line => line.MoneyAccountId!.Value).Distinct()];
}

internal sealed record NewLine(Guid Id, ChartAccount Account, long Fen, Guid FundId)
{
    public Guid? MoneyAccountId { get; init; }

    public Guid? CampaignId { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? GiftId { get; init; }

    public Guid? PartyId { get; init; }

    public string? NameCommitment { get; init; }

    public string? Text { get; init; }
}

/// <summary>What the database said to a posting.</summary>
internal enum PostingAnswer
{
    Posted,

    /// <summary>The source is in the book already.</summary>
    Known,
    NoBook,
    Halted,
    Closed,

    /// <summary>The chart changed since it was read.</summary>
    OldChart,
    NoFund,
    NoMoneyAccount,
    Reversed,
    FundShort,
}

internal sealed record WrittenEntry(PostingAnswer Answer, Guid Id, int Year, int Number);
