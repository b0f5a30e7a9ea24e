namespace Volunteer.Funds.Banking.Matching;

internal enum OpenItemKind
{
    /// <summary>A leg in the books that moves this account's money.</summary>
    LedgerLine,

    /// <summary>Money somebody promised; there is no entry yet.</summary>
    Pledge,

    /// <summary>A gift that was recorded and waits for its money.</summary>
    Gift,

    /// <summary>A payment that was approved and waits for the bank.</summary>
    Disbursement,

    /// <summary>A payment provider's payout that is on its way.</summary>
    Payout,

    /// <summary>A transfer that a donor set out to make on our page.</summary>
    Transfer,
}

/// <summary>Something that a line of a statement may be about.</summary>
internal sealed record OpenItem
{
    public required OpenItemKind Kind { get; init; }

    public required Guid Id { get; init; }

    /// <summary>What is still open of it; money in positive.</summary>
    public required long Fen { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>As <c>BankText.Key</c> makes it; empty when nobody is named.</summary>
    public string Counterparty { get; init; } = string.Empty;

    /// <summary>The code that the payer was asked to write, e.g. JK248848; upper case.</summary>
    public string NoteCode { get; init; } = string.Empty;

    /// <summary>The amount itself is the code: no other open pledge has this one.</summary>
    public bool HasUniqueFen { get; init; }

    /// <summary>Numbers that a bank, wallet or provider may print on its line.</summary>
    public IReadOnlyList<string> ExternalIds { get; init; } = [];

    /// <summary>What the page shows for it.</summary>
    public string Label { get; init; } = string.Empty;

    public Guid? FundId { get; init; }

    /// <summary>E.g. the voucher's number.</summary>
    public string Number { get; init; } = string.Empty;
}

/// <summary>A line of a statement as matching sees it.</summary>
internal sealed record BankLine
{
    public required Guid Id { get; init; }

    /// <summary>What is still open of it; money in positive.</summary>
    public required long Fen { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>As <c>BankText.Key</c> makes it.</summary>
    public string Counterparty { get; init; } = string.Empty;

    /// <summary>As printed.</summary>
    public string Memo { get; init; } = string.Empty;

    public string Serial { get; init; } = string.Empty;

    public IReadOnlyList<string> References { get; init; } = [];

    public long? FeeFen { get; init; }
}
