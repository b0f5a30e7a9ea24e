namespace Volunteer.Funds.Banking.Matching;

internal enum SuggestionKind
{
    OneToOne,
    OneLineManyItems,
    ManyLinesOneItem,
    Partial,
    OverPayment,
    FeeNetted,
    OneFenOff,

    /// <summary>A line and the line that takes it back; the books never saw either.</summary>
    Reversal,
}

internal sealed record SuggestedLeg<T>(T What, long Fen);

/// <summary>A proposal that somebody has to confirm.</summary>
/// <param name="DifferenceFen">Lines less items; not zero only where a reason for it has to be given.</param>
internal sealed record Suggestion(
    SuggestionKind Kind,
    int Score,
    IReadOnlyList<SuggestedLeg<BankLine>> Lines,
    IReadOnlyList<SuggestedLeg<OpenItem>> Items,
    IReadOnlyList<MatchReason> Reasons,
    long DifferenceFen = 0);

/// <param name="Suggestions">Best first; the second is the runner-up.</param>
/// <param name="WhyNot">Why none of them was taken without asking.</param>
internal sealed record LineProposal(BankLine Line, IReadOnlyList<Suggestion> Suggestions, IReadOnlyList<MatchReason> WhyNot);
