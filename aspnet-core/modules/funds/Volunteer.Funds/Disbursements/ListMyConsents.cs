using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>What the signed-in donor is asked to agree to.</summary>
internal static class ListMyConsents
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/consents", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<List<Item>>> HandleAsync(VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var rows = await db.Set<Consent>().AsNoTracking()
            .Where(consent => db.Set<Party>().Any(party => party.Id == consent.PartyId && party.PersonId == me))
            .Join(db.Set<PurposeChange>(), consent => consent.PurposeChangeId, change => change.Id, (consent, change) => new { consent, change })
            .Join(db.Set<Gift>(), row => row.consent.GiftId, gift => gift.Id, (row, gift) => new { row.consent, row.change, gift })
            .OrderByDescending(row => row.consent.Id).Take(100)
            .ToListAsync(cancellationToken);
        var fundIds = rows.SelectMany(row => new[] { row.change.FromFundId, row.change.ToFundId }).Distinct().ToList();
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fundIds.Contains(fund.Id)).ToDictionaryAsync(fund => fund.Id, fund => fund.Name, cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(row => new Item(
            row.consent.Id,
            row.gift.Date,
            row.gift.Fen,
            funds[row.change.FromFundId],
            funds[row.change.ToFundId],
            row.change.Reason,
            row.change.State,
            row.consent.Answer)));
    }

    public sealed record Item(Guid Id, DateOnly GivenOn, long GiftFen, string FromFund, string ToFund, string Reason, PurposeChangeState State, ConsentAnswer Answer);
}
