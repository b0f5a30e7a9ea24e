using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>What was matched, by whom and why, newest first; undone matches with the reason.</summary>
internal static class ListMatches
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/bank-matches", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, VolunteerDbContext db, Reconciler reconciler, CancellationToken cancellationToken, Guid? lineId = null, int page = 1, int pageSize = 50)
    {
        await reconciler.AccountAsync(accountId, cancellationToken);
        var matches = db.Set<BankMatch>().AsNoTracking().Where(match => match.MoneyAccountId == accountId);
        if (lineId is not null)
        {
            matches = matches.Where(match => db.Set<MatchLeg>().Any(leg => leg.MatchId == match.Id && leg.LineId == lineId));
        }

        var total = await matches.CountAsync(cancellationToken);
        var rows = await matches.OrderByDescending(match => match.MadeAt).ThenByDescending(match => match.Id)
            .Skip(BankingPages.Skip(page, pageSize)).Take(BankingPages.Size(pageSize))
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(match => match.Id);
        var legs = (await db.Set<MatchLeg>().AsNoTracking().Where(leg => ids.Contains(leg.MatchId)).OrderBy(leg => leg.Id).ToListAsync(cancellationToken)).ToLookup(leg => leg.MatchId);
        return TypedResults.Ok(new Response([.. rows.Select(match => Item.Of(match, legs[match.Id]))], total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Reasons">E.g. <c>NoteCode:JK248848</c>, by the engine of that version.</param>
    public sealed record Item(
        Guid Id,
        string Origin,
        string? Kind,
        int? Score,
        IReadOnlyList<string> Reasons,
        int? PolicyVersion,
        long DifferenceFen,
        string? DifferenceReason,
        Guid MadeBy,
        DateTimeOffset MadeAt,
        DateTimeOffset? UndoneAt,
        Guid? UndoneBy,
        string? UndoReason,
        IReadOnlyList<Leg> Legs)
    {
        internal static Item Of(BankMatch match, IEnumerable<MatchLeg> legs) => new(
            match.Id,
            match.Origin.ToString(),
            match.Kind,
            match.Score,
            match.Reasons?.Split(' ') ?? [],
            match.PolicyVersion,
            match.DifferenceFen,
            match.DifferenceReason,
            match.MadeBy,
            match.MadeAt,
            match.UndoneAt,
            match.UndoneBy,
            match.UndoReason,
            [.. legs.Select(leg => new Leg(leg.LineId, leg.LedgerLineId, leg.Fen))]);
    }

    public sealed record Leg(Guid? LineId, Guid? LedgerLineId, long Fen);
}
