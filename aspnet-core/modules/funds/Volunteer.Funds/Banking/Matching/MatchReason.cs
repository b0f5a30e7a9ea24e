namespace Volunteer.Funds.Banking.Matching;

/// <summary>Why a match is proposed, or why none is made; the page has a sentence for each.</summary>
internal enum ReasonCode
{
    ExternalId,
    NoteCode,
    UniqueFen,
    SameAmount,
    SameCounterparty,
    SimilarCounterparty,
    LearnedAlias,
    SameDay,
    DaysApart,
    SumOfItems,
    SumOfLines,
    Partial,
    OverPayment,
    FeeNetted,
    OneFenOff,
    Reversal,

    // Why the engine keeps its hands off.
    AlikeItems,
    AlikeLines,
    NoCounterparty,
    Contradiction,
    AmountDiffers,
    OtherSubset,
}

/// <param name="Value">A number or text that belongs into the sentence: days, fen, how many.</param>
internal sealed record MatchReason(ReasonCode Code, string? Value = null)
{
    /// <summary>A rule that somebody can switch off.</summary>
    public Guid? RuleId { get; init; }
}

internal enum MatchBasis
{
    ExternalId,
    NoteCode,
    UniqueFen,
    AmountAndCounterparty,
}

/// <summary>One line and one item that belong together beyond doubt.</summary>
internal sealed record CertainMatch(BankLine Line, OpenItem Item, MatchBasis Basis, IReadOnlyList<MatchReason> Reasons)
{
    public int Score => Basis switch
    {
        MatchBasis.ExternalId => 100,
        MatchBasis.NoteCode => 98,
        MatchBasis.UniqueFen => 96,
        _ => 92,
    };
}

internal sealed record MatchPolicy
{
    public static MatchPolicy Default { get; } = new();

    /// <summary>Kept with every match, so that later it is known by which rules it was made.</summary>
    public const int Version = 1;

    /// <summary>How far bank and books may lie apart for a certain match.</summary>
    public int CertainDays { get; init; } = 5;

    /// <summary>And for a mere suggestion.</summary>
    public int SuggestedDays { get; init; } = 45;

    /// <summary>What a provider may keep before it pays out, in thousandths.</summary>
    public int MostFeePerMille { get; init; } = 10;

    public int MostCandidates { get; init; } = 200;

    public int MostInASum { get; init; } = 12;

    /// <summary>Steps, not seconds: the same data gives the same answer on every machine.</summary>
    public int SearchSteps { get; init; } = 200_000;
}
