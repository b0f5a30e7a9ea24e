using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Enterprises;

/// <summary>What enterprises promised and what came, agreement by agreement.</summary>
internal static class ListAgreements
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/enterprise-agreements", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<List<Item>>> HandleAsync(VolunteerDbContext db, PartyDirectory parties, CancellationToken cancellationToken)
    {
        var agreements = await db.Set<EnterpriseAgreement>().AsNoTracking().Include(agreement => agreement.Shares).OrderByDescending(agreement => agreement.Id).Take(500).ToListAsync(cancellationToken);
        var enterprises = await parties.FindAsync(agreements.Select(agreement => (Guid?)agreement.PartyId), cancellationToken);
        return TypedResults.Ok(agreements.ConvertAll(agreement => new Item(
            agreement.Id,
            agreement.Title,
            PartyRules.MaskedName(enterprises[agreement.PartyId]),
            agreement.FundId,
            agreement.SignedOn,
            agreement.ActivityFrom,
            agreement.ActivityUntil,
            agreement.BasisPoints,
            agreement.MinimumFen,
            agreement.PromisedFen,
            agreement.ReceivedFen,
            [.. agreement.Shares.OrderBy(share => share.From).Select(share => new Share(share.Id, share.From, share.Until, share.ProfitFen, share.PromisedFen, share.ReceivedFen, share.OpenFen, share.EntryNumber))])));
    }

    public sealed record Item(
        Guid Id,
        string Title,
        string Enterprise,
        Guid FundId,
        DateOnly SignedOn,
        DateOnly ActivityFrom,
        DateOnly ActivityUntil,
        int BasisPoints,
        long MinimumFen,
        long PromisedFen,
        long ReceivedFen,
        IReadOnlyList<Share> Shares);

    public sealed record Share(Guid Id, DateOnly From, DateOnly Until, long ProfitFen, long PromisedFen, long ReceivedFen, long OpenFen, int? EntryNumber);
}
