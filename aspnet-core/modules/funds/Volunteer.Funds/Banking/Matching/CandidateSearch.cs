using System.Globalization;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>For a line that is not certain: everything it might be about, best first, each with its reasons.</summary>
internal sealed class CandidateSearch
{
    private const int MostSuggestions = 5;

    private readonly MatchPolicy _policy;
    private readonly IReadOnlyDictionary<string, LearnedAlias> _aliases;
    private readonly OpenItem[] _items;
    private readonly BankLine[] _lines;
    private readonly int[] _itemDays;
    private readonly int[] _lineDays;

    public CandidateSearch(MatchPolicy policy, IReadOnlyDictionary<string, LearnedAlias>? aliases, IEnumerable<BankLine> lines, IEnumerable<OpenItem> items)
    {
        _policy = policy;
        _aliases = aliases ?? new Dictionary<string, LearnedAlias>(StringComparer.Ordinal);
        _items = [.. items.OrderBy(item => item.Date).ThenBy(item => item.Id)];
        _lines = [.. lines.OrderBy(line => line.Date).ThenBy(line => line.Id)];
        _itemDays = Array.ConvertAll(_items, item => item.Date.DayNumber);
        _lineDays = Array.ConvertAll(_lines, line => line.Date.DayNumber);
    }

    public LineProposal For(BankLine line)
    {
        if (line.Fen == 0)
        {
            return new LineProposal(line, [], []);
        }

        var steps = _policy.SearchSteps;
        var near = Near(_items, _itemDays, line.Date, _policy.SuggestedDays).Where(item => Math.Sign(item.Fen) == Math.Sign(line.Fen)).ToList();
        var suggestions = new List<Suggestion>();
        foreach (var item in near.Concat(KnownByNumber(line)).DistinctBy(item => (item.Kind, item.Id)))
        {
            if (OneItem(line, item) is { } suggestion)
            {
                suggestions.Add(suggestion);
            }
        }

        suggestions.AddRange(Reversals(line));
        suggestions.AddRange(ManyItems(line, near, ref steps));
        suggestions.AddRange(ManyLines(line, near, ref steps));
        List<Suggestion> best = [.. suggestions.OrderByDescending(suggestion => suggestion.Score).ThenBy(suggestion => suggestion.Kind).ThenBy(suggestion => suggestion.Items.Count == 0 ? Guid.Empty : suggestion.Items[0].What.Id).Take(MostSuggestions)];
        return new LineProposal(line, best, WhyNot(line, near, best));
    }

    /// <summary>A number or code that names the item finds it however long ago it was.</summary>
    private IEnumerable<OpenItem> KnownByNumber(BankLine line) => _items.Where(item => NamedBy(line, item) is not null && Math.Sign(item.Fen) == Math.Sign(line.Fen));

    private static MatchReason? NamedBy(BankLine line, OpenItem item)
    {
        if (item.ExternalIds.FirstOrDefault(id => id == line.Serial || line.References.Contains(id)) is { Length: > 0 } id)
        {
            return new MatchReason(ReasonCode.ExternalId, id);
        }

        return item.NoteCode.Length > 0 && CodesInText.Find(line.Memo, new Dictionary<string, int>(StringComparer.Ordinal) { [item.NoteCode] = 0 }) == 0
            ? new MatchReason(ReasonCode.NoteCode, item.NoteCode)
            : null;
    }

    private Suggestion? OneItem(BankLine line, OpenItem item)
    {
        var (reasons, score) = Signs(line, item);
        var isNamed = reasons.Exists(reason => reason.Code is not (ReasonCode.SameDay or ReasonCode.DaysApart));
        var (given, asked) = (Math.Abs(line.Fen), Math.Abs(item.Fen));
        if (given == asked)
        {
            reasons.Insert(0, new MatchReason(ReasonCode.SameAmount));
            return Of(SuggestionKind.OneToOne, 40 + score, line.Fen);
        }

        if (Math.Abs(given - asked) == 1)
        {
            reasons.Insert(0, new MatchReason(ReasonCode.OneFenOff));
            return Of(SuggestionKind.OneFenOff, 25 + score, line.Fen, item.Fen);
        }

        var fee = asked - given;
        if (fee > 0 && (line.FeeFen == fee || (isNamed && fee * 1000 <= asked * _policy.MostFeePerMille)))
        {
            reasons.Insert(0, new MatchReason(ReasonCode.FeeNetted, Fen(fee)));
            return Of(SuggestionKind.FeeNetted, (line.FeeFen == fee ? 38 : 22) + score, line.Fen, item.Fen);
        }

        if (!isNamed)
        {
            return null;
        }

        reasons.Insert(0, given < asked ? new MatchReason(ReasonCode.Partial, Fen(asked - given)) : new MatchReason(ReasonCode.OverPayment, Fen(given - asked)));
        return given < asked
            ? Of(SuggestionKind.Partial, 15 + score, line.Fen)
            : Of(SuggestionKind.OverPayment, 12 + score, item.Fen);

        // What is matched: the smaller of the two, or both whole when a reason explains the difference.
        Suggestion Of(SuggestionKind kind, int points, long lineFen, long? itemFen = null) => new(
            kind,
            Math.Min(points, 99),
            [new(line, lineFen)],
            [new(item, itemFen ?? lineFen)],
            reasons,
            lineFen - (itemFen ?? lineFen));
    }

    private (List<MatchReason> Reasons, int Score) Signs(BankLine line, OpenItem item)
    {
        var reasons = new List<MatchReason>();
        var score = 0;
        if (NamedBy(line, item) is { } named)
        {
            reasons.Add(named);
            score += 40;
        }

        if (Counterparty(line.Counterparty, item.Counterparty) is var (reason, points))
        {
            reasons.Add(reason);
            score += points;
        }

        var days = Math.Abs(line.Date.DayNumber - item.Date.DayNumber);
        reasons.Add(MatchingEngine.DateReason(line.Date, item.Date));
        return (reasons, score + Math.Max(0, 15 - days));
    }

    private (MatchReason Reason, int Points)? Counterparty(string bank, string ours)
    {
        if (bank.Length == 0 || ours.Length == 0)
        {
            return null;
        }

        if (bank == ours)
        {
            return (new MatchReason(ReasonCode.SameCounterparty), 30);
        }

        if (_aliases.TryGetValue(bank, out var alias) && alias.MeansKey == ours)
        {
            return (new MatchReason(ReasonCode.LearnedAlias) { RuleId = alias.RuleId }, 28);
        }

        // Wallets hide part of a name: *小满.
        var hidden = bank.Replace("*", string.Empty, StringComparison.Ordinal);
        return hidden.Length > 1 && (ours.Contains(hidden, StringComparison.Ordinal) || hidden.Contains(ours, StringComparison.Ordinal))
            ? (new MatchReason(ReasonCode.SimilarCounterparty), 15)
            : null;
    }

    /// <summary>冲正, 退汇: the bank took a line back, or brought a payment back.</summary>
    private IEnumerable<Suggestion> Reversals(BankLine line)
    {
        if (!IsReversal(line.Memo))
        {
            return [];
        }

        return Near(_lines, _lineDays, line.Date, _policy.SuggestedDays)
            .Where(other => other.Fen == -line.Fen && other.Id != line.Id && !IsReversal(other.Memo) && other.Counterparty == line.Counterparty && other.Date <= line.Date)
            .OrderByDescending(other => other.Date)
            .Take(MostSuggestions)
            .Select(other => new Suggestion(
                SuggestionKind.Reversal,
                Math.Max(60, 85 - Math.Abs(line.Date.DayNumber - other.Date.DayNumber)),
                [new(other, other.Fen), new(line, line.Fen)],
                [],
                [new MatchReason(ReasonCode.Reversal), MatchingEngine.DateReason(line.Date, other.Date)]));
    }

    private static bool IsReversal(string memo) =>
        memo.Contains("冲正", StringComparison.Ordinal) || memo.Contains("退汇", StringComparison.Ordinal) || memo.Contains("撤销", StringComparison.Ordinal) || memo.Contains("REVERSAL", StringComparison.OrdinalIgnoreCase);

    /// <summary>One line that is the sum of several items: first those of the same party, then those of one day, then all near ones.</summary>
    private List<Suggestion> ManyItems(BankLine line, List<OpenItem> near, ref int steps)
    {
        var pool = near.Where(item => Math.Abs(item.Fen) < Math.Abs(line.Fen)).ToList();
        var suggestions = new List<Suggestion>();
        IEnumerable<List<OpenItem>> groups =
        [
            [.. pool.Where(item => Counterparty(line.Counterparty, item.Counterparty) is not null)],
            .. pool.GroupBy(item => item.Date).OrderBy(day => Math.Abs(day.Key.DayNumber - line.Date.DayNumber)).ThenBy(day => day.Key).Take(7).Select(day => day.ToList()),
            pool,
        ];
        foreach (var group in groups.Where(group => group.Count > 1))
        {
            List<OpenItem> candidates = [.. group.OrderBy(item => Math.Abs(item.Date.DayNumber - line.Date.DayNumber)).ThenBy(item => item.Id).Take(_policy.MostCandidates)];
            var subsets = SubsetSearch.Find(Math.Abs(line.Fen), [.. candidates.Select(item => Math.Abs(item.Fen))], 2, _policy.MostInASum, ref steps);
            if (subsets.Count > 0)
            {
                suggestions.AddRange(subsets.Select(subset => SumOf(line, [.. subset.Select(index => candidates[index])], subsets.Count == 1)));
                break;
            }
        }

        return suggestions;
    }

    private Suggestion SumOf(BankLine line, List<OpenItem> items, bool isOnly)
    {
        var reasons = new List<MatchReason> { new(ReasonCode.SumOfItems, items.Count.ToString(CultureInfo.InvariantCulture)) };
        var isSameParty = items.TrueForAll(item => Counterparty(line.Counterparty, item.Counterparty) is not null);
        if (isSameParty)
        {
            reasons.Add(new MatchReason(ReasonCode.SameCounterparty));
        }

        reasons.Add(MatchingEngine.DateReason(line.Date, items.MaxBy(item => Math.Abs(item.Date.DayNumber - line.Date.DayNumber))!.Date));
        if (!isOnly)
        {
            reasons.Add(new MatchReason(ReasonCode.OtherSubset));
        }

        var isOneDay = items.TrueForAll(item => item.Date == items[0].Date);
        var score = (isOnly ? 40 : 20) + (isSameParty ? 25 : 0) + (isOneDay ? 10 : 0) - Math.Min(10, items.Count);
        return new Suggestion(SuggestionKind.OneLineManyItems, score, [new(line, line.Fen)], [.. items.Select(item => new SuggestedLeg<OpenItem>(item, item.Fen))], reasons);
    }

    /// <summary>Several lines of one payer that together make up what was promised.</summary>
    private List<Suggestion> ManyLines(BankLine line, List<OpenItem> near, ref int steps)
    {
        var suggestions = new List<Suggestion>();
        var others = Near(_lines, _lineDays, line.Date, _policy.SuggestedDays)
            .Where(other => other.Id != line.Id && Math.Sign(other.Fen) == Math.Sign(line.Fen) && (other.Counterparty == line.Counterparty || line.Memo.Length > 0 && other.Memo == line.Memo))
            .Take(_policy.MostCandidates)
            .ToList();
        if (others.Count == 0)
        {
            return suggestions;
        }

        var known = near.Where(item => Math.Abs(item.Fen) > Math.Abs(line.Fen) && (NamedBy(line, item) is not null || Counterparty(line.Counterparty, item.Counterparty) is not null));
        foreach (var item in known.Take(MostSuggestions))
        {
            var subsets = SubsetSearch.Find(Math.Abs(item.Fen) - Math.Abs(line.Fen), [.. others.Select(other => Math.Abs(other.Fen))], 1, _policy.MostInASum, ref steps);
            suggestions.AddRange(subsets.Select(subset =>
            {
                var (reasons, score) = Signs(line, item);
                reasons.Insert(0, new MatchReason(ReasonCode.SumOfLines, (subset.Length + 1).ToString(CultureInfo.InvariantCulture)));
                if (subsets.Count > 1)
                {
                    reasons.Add(new MatchReason(ReasonCode.OtherSubset));
                }

                return new Suggestion(
                    SuggestionKind.ManyLinesOneItem,
                    Math.Min(99, (subsets.Count == 1 ? 25 : 12) + score),
                    [new(line, line.Fen), .. subset.Select(index => new SuggestedLeg<BankLine>(others[index], others[index].Fen))],
                    [new(item, item.Fen)],
                    reasons);
            }));
        }

        return suggestions;
    }

    private List<MatchReason> WhyNot(BankLine line, List<OpenItem> near, List<Suggestion> best)
    {
        var reasons = new List<MatchReason>();
        var alikeItems = near.Count(item => item.Fen == line.Fen);
        if (alikeItems > 1)
        {
            reasons.Add(new MatchReason(ReasonCode.AlikeItems, alikeItems.ToString(CultureInfo.InvariantCulture)));
        }

        var alikeLines = Near(_lines, _lineDays, line.Date, _policy.SuggestedDays).Count(other => other.Fen == line.Fen);
        if (alikeLines > 1 && alikeItems > 0)
        {
            reasons.Add(new MatchReason(ReasonCode.AlikeLines, alikeLines.ToString(CultureInfo.InvariantCulture)));
        }

        if (best.Count > 0 && best[0].Kind is SuggestionKind.OneToOne && !best[0].Reasons.Any(reason => reason.Code is ReasonCode.SameCounterparty or ReasonCode.LearnedAlias or ReasonCode.NoteCode or ReasonCode.ExternalId))
        {
            reasons.Add(new MatchReason(ReasonCode.NoCounterparty));
        }
        else if (best.Count > 0 && best[0].Kind is SuggestionKind.Partial or SuggestionKind.OverPayment or SuggestionKind.FeeNetted or SuggestionKind.OneFenOff)
        {
            reasons.Add(new MatchReason(ReasonCode.AmountDiffers));
        }

        return reasons;
    }

    private static string Fen(long fen) => fen.ToString(CultureInfo.InvariantCulture);

    private static ArraySegment<T> Near<T>(T[] rows, int[] days, DateOnly date, int window)
    {
        var from = LowerBound(days, date.DayNumber - window);
        return new ArraySegment<T>(rows, from, LowerBound(days, date.DayNumber + window + 1) - from);
    }

    private static int LowerBound(int[] days, int day)
    {
        var (low, high) = (0, days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = days[middle] < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
