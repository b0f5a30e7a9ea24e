using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>No, with a reason; the money is free again.</summary>
internal static class RejectDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/rejection", HandleAsync)
        .RequirePermission(FundsPermissions.ApproveDisbursements);

    private static async Task<NoContent> HandleAsync(Guid disbursementId, Request request, VolunteerDbContext db, DisbursementDesk desk, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
                disbursement.Reject(await desk.DeciderAsync(disbursement, cancellationToken), request.Revision, request.Reason.Trim());
                await db.SaveChangesAsync(cancellationToken);
                await desk.ReleaseAsync(disbursement.ReservationId, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(int Revision, string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).OneLine(GiftRules.LongestReason);
    }
}
