using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>A proposal as the page shows it; sent back as it is, it becomes a match.</summary>
/// <param name="DifferenceFen">Lines less items; when not 0 a reason has to be given.</param>
internal sealed record SuggestionAnswer(
    string Kind,
    int Score,
    bool IsCertain,
    IReadOnlyList<SuggestionAnswer.LinePart> Lines,
    IReadOnlyList<SuggestionAnswer.ItemPart> Items,
    IReadOnlyList<ReasonAnswer> Reasons,
    long DifferenceFen)
{
    internal static SuggestionAnswer Of(CertainMatch match) => new(
        nameof(SuggestionKind.OneToOne),
        match.Score,
        IsCertain: true,
        [new LinePart(match.Line.Id, match.Line.Fen, match.Line.Date)],
        [ItemPart.Of(match.Item, match.Line.Fen)],
        [.. match.Reasons.Select(ReasonAnswer.Of)],
        0);

    internal static SuggestionAnswer Of(Suggestion suggestion) => new(
        suggestion.Kind.ToString(),
        suggestion.Score,
        IsCertain: false,
        [.. suggestion.Lines.Select(leg => new LinePart(leg.What.Id, leg.Fen, leg.What.Date))],
        [.. suggestion.Items.Select(leg => ItemPart.Of(leg.What, leg.Fen))],
        [.. suggestion.Reasons.Select(ReasonAnswer.Of)],
        suggestion.DifferenceFen);

    public sealed record LinePart(Guid LineId, long Fen, DateOnly Date);

    /// <param name="Fen">How much of it.</param>
    /// <param name="OpenFen">What is open of it.</param>
    public sealed record ItemPart(string Kind, Guid ItemId, long Fen, long OpenFen, DateOnly Date, string Label, string Number, Guid? FundId)
    {
        internal static ItemPart Of(OpenItem item, long fen) => new(item.Kind.ToString(), item.Id, fen, item.Fen, item.Date, item.Label, item.Number, item.FundId);
    }
}

/// <param name="Code">The page has a sentence for each.</param>
/// <param name="Value">What belongs into the sentence: a code, days, a count, an amount in fen.</param>
/// <param name="RuleId">The learned rule behind it, which can be switched off.</param>
internal sealed record ReasonAnswer(string Code, string? Value, Guid? RuleId)
{
    internal static ReasonAnswer Of(MatchReason reason) => new(reason.Code.ToString(), reason.Value, reason.RuleId);
}
