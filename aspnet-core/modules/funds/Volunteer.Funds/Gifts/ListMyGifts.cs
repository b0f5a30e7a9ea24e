using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>What the signed-in person gave and promised.</summary>
internal static class ListMyGifts
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/gifts", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, MyGifts mine, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var gifts = await mine.Query().AsNoTracking().OrderByDescending(gift => gift.Date).ThenByDescending(gift => gift.Id).Take(500).ToListAsync(cancellationToken);
        var ids = gifts.Select(gift => gift.Id).ToList();
        var receipts = await db.Set<Receipt>().AsNoTracking().Where(receipt => ids.Contains(receipt.GiftId) && receipt.State == ReceiptState.Issued)
            .ToDictionaryAsync(receipt => receipt.GiftId, cancellationToken);
        var fundIds = gifts.Select(gift => gift.FundId).Distinct().ToList();
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fundIds.Contains(fund.Id)).ToDictionaryAsync(fund => fund.Id, cancellationToken);
        var pledges = await db.Set<Pledge>().AsNoTracking()
            .Where(pledge => pledge.State == PledgeState.Open && db.Set<Party>().Any(party => party.Id == pledge.PartyId && party.PersonId == me))
            .OrderByDescending(pledge => pledge.Id).Take(100).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            [.. gifts.Select(gift => new Item(
                gift.Id,
                funds[gift.FundId].Name,
                gift.Kind,
                gift.Fen,
                gift.RefundedFen,
                gift.Date,
                gift.Display,
                gift.DisplayName,
                receipts.GetValueOrDefault(gift.Id)?.Id,
                receipts.GetValueOrDefault(gift.Id)?.FullNumber))],
            [.. pledges.Select(PledgeCard.Of)]));
    }

    public sealed record Response(IReadOnlyList<Item> Gifts, IReadOnlyList<PledgeCard> Pledges);

    public sealed record Item(Guid Id, string FundName, GiftKind Kind, long Fen, long RefundedFen, DateOnly Date, DonorDisplay Display, string? DisplayName, Guid? ReceiptId, string? ReceiptNumber);
}
