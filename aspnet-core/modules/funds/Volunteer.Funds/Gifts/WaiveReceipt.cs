using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Gifts;

/// <summary>Puts on record why no confirmation is written: the donor is unknown or wants none (慈善法 art. 38).</summary>
internal static class WaiveReceipt
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/gifts/{giftId:guid}/receipt-waiver", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<NoContent> HandleAsync(Guid giftId, Request request, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var gift = await db.GetGiftAsync(giftId, cancellationToken);
        if (await db.Set<Receipt>().AnyAsync(receipt => receipt.GiftId == giftId && receipt.State == ReceiptState.Issued, cancellationToken))
        {
            throw new BusinessException(FundsErrors.ReceiptThere);
        }

        gift.Waive(request.Why);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(ReceiptWaiver Why);
}
