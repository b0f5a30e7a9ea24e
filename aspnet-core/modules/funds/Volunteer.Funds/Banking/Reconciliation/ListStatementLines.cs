using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>The left side of the screen: lines of the bank, each with what it might be and why.</summary>
internal static class ListStatementLines
{
    public enum LineFilter
    {
        Open,
        Matched,
        Ignored,
        All,
    }

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/statement-lines", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<Response>> HandleAsync(
        Guid accountId,
        VolunteerDbContext db,
        Reconciler reconciler,
        LearnedRules rules,
        CancellationToken cancellationToken,
        LineFilter state = LineFilter.Open,
        DateOnly? from = null,
        DateOnly? to = null,
        string? search = null,
        int page = 1,
        int pageSize = 50)
    {
        var account = await reconciler.AccountAsync(accountId, cancellationToken);
        var lines = Wanted(db, accountId, state, from, to, search);
        var total = await lines.CountAsync(cancellationToken);
        var rows = await lines.OrderBy(line => line.Date).ThenBy(line => line.Sequence)
            .Skip(BankingPages.Skip(page, pageSize)).Take(BankingPages.Size(pageSize))
            .ToListAsync(cancellationToken);

        var isWorkLeft = rows.Exists(IsOpen);
        var work = isWorkLeft ? await reconciler.OpenWorkAsync(account, cancellationToken) : null;
        var bookings = isWorkLeft ? await rules.BookingsAsync(accountId, cancellationToken) : new Dictionary<string, MatchRule>(StringComparer.Ordinal);
        var matches = await MatchesAsync(db, rows, cancellationToken);
        var open = work?.Lines.ToDictionary(line => line.Id);
        return TypedResults.Ok(new Response(
            [.. rows.Select(line => Card(line, open?.GetValueOrDefault(line.Id), work, bookings, matches[line.Id]))],
            total,
            work?.Certain.Count ?? 0));
    }

    private static IQueryable<StatementLine> Wanted(VolunteerDbContext db, Guid accountId, LineFilter state, DateOnly? from, DateOnly? to, string? search)
    {
        var lines = db.Set<StatementLine>().AsNoTracking().Where(line => line.MoneyAccountId == accountId);
        lines = state switch
        {
            LineFilter.Open => lines.Where(line => line.MatchedFen != line.Fen && line.IgnoredAt == null),
            LineFilter.Matched => lines.Where(line => line.MatchedFen != 0),
            LineFilter.Ignored => lines.Where(line => line.IgnoredAt != null),
            _ => lines,
        };
        if (from is not null)
        {
            lines = lines.Where(line => line.Date >= from);
        }

        if (to is not null)
        {
            lines = lines.Where(line => line.Date <= to);
        }

        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim();
            lines = lines.Where(line => line.Counterparty.Contains(text) || line.Memo.Contains(text) || line.Serial == text);
        }

        return lines;
    }

    private static bool IsOpen(StatementLine line) => line.MatchedFen != line.Fen && line.IgnoredAt is null;

    private static async Task<ILookup<Guid, LineMatch>> MatchesAsync(VolunteerDbContext db, List<StatementLine> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(line => line.MatchedFen != 0).Select(line => line.Id).ToList();
        var legs = await (
            from leg in db.Set<MatchLeg>().AsNoTracking()
            join match in db.Set<BankMatch>().AsNoTracking() on leg.MatchId equals match.Id
            where leg.LineId != null && ids.Contains(leg.LineId.Value) && match.UndoneAt == null
            select new { LineId = leg.LineId!.Value, leg.MatchId, leg.Fen, match.Origin }).ToListAsync(cancellationToken);
        return legs.ToLookup(leg => leg.LineId, leg => new LineMatch(leg.MatchId, leg.Fen, leg.Origin.ToString()));
    }

    private static Line Card(StatementLine line, BankLine? open, OpenWork? work, IReadOnlyDictionary<string, MatchRule> bookings, IEnumerable<LineMatch> matches)
    {
        var suggestions = new List<SuggestionAnswer>();
        var whyNot = new List<ReasonAnswer>();
        Booking? booking = null;
        if (open is not null && work is not null)
        {
            if (work.Certain.TryGetValue(line.Id, out var certain))
            {
                suggestions.Add(SuggestionAnswer.Of(certain));
            }

            var proposal = work.Candidates.For(open);
            suggestions.AddRange(proposal.Suggestions
                .Where(suggestion => certain is null || !(suggestion is { Kind: SuggestionKind.OneToOne } && suggestion.Items[0].What.Id == certain.Item.Id))
                .Select(SuggestionAnswer.Of));
            whyNot.AddRange(certain is null ? proposal.WhyNot.Select(ReasonAnswer.Of) : []);
            if (bookings.TryGetValue(LearnedRules.BookingKey(line), out var rule))
            {
                booking = new Booking(rule.FundId!.Value, rule.Role!.Value.ToString(), rule.Text!, rule.Id, rule.Confirmations);
            }
        }

        return new Line(
            line.Id,
            line.Date,
            line.Time,
            line.Fen,
            line.Fen - line.MatchedFen,
            line.BalanceAfter,
            line.Counterparty,
            line.CounterpartyAccount,
            line.Memo,
            line.Serial,
            StateOf(line),
            line.IgnoreReason,
            suggestions,
            whyNot,
            booking,
            [.. matches]);
    }

    private static string StateOf(StatementLine line) => line switch
    {
        { IgnoredAt: not null } => "Ignored",
        { Fen: 0 } => "Nothing",
        { MatchedFen: 0 } => "Open",
        _ when line.MatchedFen == line.Fen => "Matched",
        _ => "Partly",
    };

    /// <param name="CertainCount">Of all open lines of the account, how many the button "take the certain ones" would match.</param>
    public sealed record Response(IReadOnlyList<Line> Items, int Total, int CertainCount);

    /// <param name="State">Open, Partly, Matched, Ignored, or Nothing for a line of 0.00.</param>
    /// <param name="Suggestions">Best first; the second is the runner-up.</param>
    /// <param name="WhyNot">Why the engine does not match it by itself.</param>
    /// <param name="Booking">How lines like this were booked before.</param>
    public sealed record Line(
        Guid Id,
        DateOnly Date,
        TimeOnly? Time,
        long Fen,
        long OpenFen,
        long? BalanceAfterFen,
        string Counterparty,
        string CounterpartyAccount,
        string Memo,
        string Serial,
        string State,
        string? IgnoreReason,
        IReadOnlyList<SuggestionAnswer> Suggestions,
        IReadOnlyList<ReasonAnswer> WhyNot,
        Booking? Booking,
        IReadOnlyList<LineMatch> Matches);

    public sealed record Booking(Guid FundId, string Role, string Text, Guid RuleId, int Confirmations);

    public sealed record LineMatch(Guid MatchId, long Fen, string Origin);
}
