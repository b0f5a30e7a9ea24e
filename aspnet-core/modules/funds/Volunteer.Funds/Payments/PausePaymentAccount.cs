using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Payments;

/// <summary>Donors may no longer begin to pay. What was begun is followed to its end.</summary>
internal static class PausePaymentAccount
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payment-accounts/{accountId:guid}/pause", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid accountId, VolunteerDbContext db, PaymentAccounts accounts, CancellationToken cancellationToken)
    {
        (await accounts.GetAsync(accountId, cancellationToken)).Switch(on: false);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
