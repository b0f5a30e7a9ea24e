using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>One gift with its refunds and confirmations.</summary>
internal static class GetGift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/gifts/{giftId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid giftId, VolunteerDbContext db, PartyDirectory parties, CancellationToken cancellationToken)
    {
        var gift = await db.GetGiftAsync(giftId, cancellationToken);
        var donors = await parties.FindAsync([gift.IsAnonymous ? null : gift.PartyId], cancellationToken);
        var refunds = await db.Set<GiftRefund>().AsNoTracking().Where(refund => refund.GiftId == giftId).OrderBy(refund => refund.Id).ToListAsync(cancellationToken);
        var receipts = await db.Set<Receipt>().AsNoTracking().Where(receipt => receipt.GiftId == giftId).OrderBy(receipt => receipt.Id).ToListAsync(cancellationToken);
        var living = receipts.Find(receipt => receipt.State is ReceiptState.Issued);
        return TypedResults.Ok(new Response(
            GiftCard.Of(gift, donors, living is null ? null : (living.Id, living.FullNumber)),
            gift.PartyId is not null,
            [.. refunds.Select(refund => new Refund(refund.Id, refund.Fen, refund.Date, refund.Reason, refund.Way, refund.EntryId, refund.EntryNumber))],
            [.. receipts.Select(ReceiptCard.Of)]));
    }

    /// <param name="HasDonor">Somebody is known behind it; POST …/donor-reveal shows who, and is on record.</param>
    public sealed record Response(GiftCard Gift, bool HasDonor, IReadOnlyList<Refund> Refunds, IReadOnlyList<ReceiptCard> Receipts);

    public sealed record Refund(Guid Id, long Fen, DateOnly Date, string Reason, RefundWay Way, Guid EntryId, int EntryNumber);
}

internal static class GiftQueries
{
    /// <summary>Absent and foreign gifts are the same 404.</summary>
    public static async Task<Gift> GetGiftAsync(this VolunteerDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Gift>().SingleOrDefaultAsync(gift => gift.Id == id, cancellationToken) ?? throw new NotFoundException();
}
