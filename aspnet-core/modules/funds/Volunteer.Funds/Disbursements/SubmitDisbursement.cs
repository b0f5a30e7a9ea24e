using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Disbursements;

/// <summary>Hands a draft in.</summary>
internal static class SubmitDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/submission", HandleAsync)
        .RequirePermission(FundsPermissions.RequestDisbursements);

    private static async Task<NoContent> HandleAsync(Guid disbursementId, VolunteerDbContext db, DisbursementDesk desk, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        await db.InTransactionAsync(
            async () =>
            {
                var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
                if (disbursement.AuthorPersonId != me)
                {
                    throw new ForbiddenException(FundsErrors.NotTheAuthor);
                }

                await desk.SubmitAsync(disbursement, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
