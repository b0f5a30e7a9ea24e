using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Funds.Bazaars;

/// <summary>One bazaar: stalls with their totals, the counts, and over or short. Another's count is hidden until one has counted too.</summary>
internal static class GetBazaar
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/bazaars/{bazaarId:guid}", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(Guid bazaarId, VolunteerDbContext db, IPeople people, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var bazaar = await db.GetBazaarAsync(bazaarId, cancellationToken);
        var sums = await db.Set<Sale>().AsNoTracking().Where(sale => sale.BazaarId == bazaarId && sale.StruckAt == null)
            .GroupBy(sale => new { sale.StallId, sale.Payment })
            .Select(group => new { group.Key.StallId, group.Key.Payment, Fen = group.Sum(sale => sale.Fen), Sales = group.Count() })
            .ToListAsync(cancellationToken);
        var counts = await db.Set<CashCount>().AsNoTracking().Where(count => count.BazaarId == bazaarId).OrderBy(count => count.CountedAt).ToListAsync(cancellationToken);
        var isOffice = user.Can(FundsPermissions.ViewBooks);
        if (!isOffice)
        {
            counts.Clear();
        }

        var maySeeCounts = isOffice && (bazaar.State is BazaarState.Settled || counts.Exists(count => count.PersonId == me));
        var names = await people.FindAsync([.. counts.Select(count => count.PersonId)], cancellationToken);
        var figures = maySeeCounts && counts.Count > 0 ? await BazaarFigures.OfAsync(db, bazaar, counts[^1].Fen, cancellationToken) : null;
        return TypedResults.Ok(new Response(
            bazaar.Id,
            bazaar.CampaignId,
            bazaar.FundId,
            bazaar.Title,
            bazaar.Place,
            bazaar.Date,
            bazaar.State,
            bazaar.QrAccountId is not null,
            bazaar.QrTotalFen,
            bazaar.EntryNumber,
            [.. bazaar.Stalls.OrderBy(stall => stall.Name, StringComparer.Ordinal).Select(stall => new StallSheet(
                stall.Id,
                stall.Name,
                stall.KeeperPersonId == me,
                sums.Find(sum => sum.StallId == stall.Id && sum.Payment is SalePayment.Cash)?.Fen ?? 0,
                sums.Find(sum => sum.StallId == stall.Id && sum.Payment is SalePayment.Qr)?.Fen ?? 0,
                sums.Where(sum => sum.StallId == stall.Id).Sum(sum => sum.Sales)))],
            [.. counts.Select(count => new Count(
                names.GetValueOrDefault(count.PersonId)?.Name ?? string.Empty,
                count.PersonId == me,
                maySeeCounts ? count.Fen : null,
                maySeeCounts ? CashPieces.Read(count.Pieces) : null))],
            figures));
    }

    /// <param name="Figures">Null until the caller has counted or it is settled.</param>
    public sealed record Response(
        Guid Id,
        Guid CampaignId,
        Guid FundId,
        string Title,
        string Place,
        DateOnly Date,
        BazaarState State,
        bool TakesQr,
        long? QrTotalFen,
        int? EntryNumber,
        IReadOnlyList<StallSheet> Stalls,
        IReadOnlyList<Count> Counts,
        BazaarFigures? Figures);

    public sealed record StallSheet(Guid Id, string Name, bool IsMine, long CashFen, long QrFen, int Sales);

    public sealed record Count(string By, bool IsMine, long? Fen, IReadOnlyList<CashPile>? Piles);
}
