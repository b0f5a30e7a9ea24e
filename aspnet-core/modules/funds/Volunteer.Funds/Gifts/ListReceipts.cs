using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Gifts;

/// <summary>Confirmations by number, without a gap.</summary>
internal static class ListReceipts
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/receipts", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        CancellationToken cancellationToken,
        Guid? bookId = null,
        int? year = null,
        FiscalReceiptState? fiscalState = null,
        int page = 1,
        int pageSize = 50)
    {
        var receipts = db.Set<Receipt>().AsNoTracking()
            .Where(receipt => (bookId == null || receipt.BookId == bookId) && (year == null || receipt.Year == year) && (fiscalState == null || receipt.FiscalState == fiscalState));
        var total = await receipts.CountAsync(cancellationToken);
        var rows = await receipts.OrderByDescending(receipt => receipt.Year).ThenByDescending(receipt => receipt.Number).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(ReceiptCard.Of)], total));
    }

    public sealed record Response(IReadOnlyList<ReceiptCard> Items, int Total);
}
