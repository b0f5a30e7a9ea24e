using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Disbursements;

/// <summary>The author takes a request back.</summary>
internal static class WithdrawDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/withdrawal", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<NoContent> HandleAsync(Guid disbursementId, VolunteerDbContext db, DisbursementDesk desk, ICurrentUser user, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
                disbursement.Withdraw(user.RequirePersonId());
                await db.SaveChangesAsync(cancellationToken);
                await desk.ReleaseAsync(disbursement.ReservationId, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
