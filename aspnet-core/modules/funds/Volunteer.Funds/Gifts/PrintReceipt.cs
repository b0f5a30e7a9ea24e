using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>The confirmation's page, the same to the byte every time, for the office and for the donor.</summary>
internal static class PrintReceipt
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/receipts/{receiptId:guid}/print", HandleAsync)
        .RequireSignIn();

    private static async Task<ContentHttpResult> HandleAsync(Guid receiptId, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var mayAll = user.Can(FundsPermissions.ViewBooks);
        var receipt = await db.Set<Receipt>().AsNoTracking()
            .SingleOrDefaultAsync(
                r => r.Id == receiptId && (mayAll || db.Set<Gift>().Any(g => g.Id == r.GiftId && db.Set<Party>().Any(p => p.Id == g.PartyId && p.PersonId == me))),
                cancellationToken)
            ?? throw new NotFoundException();
        return receipt.State is ReceiptState.Voided && !mayAll
            ? throw new BusinessException(FundsErrors.ReceiptVoided)
            : TypedResults.Content(receipt.Content, "text/html", Encoding.UTF8);
    }
}
