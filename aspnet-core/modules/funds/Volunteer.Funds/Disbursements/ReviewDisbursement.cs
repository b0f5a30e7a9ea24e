using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>Somebody other than the author has looked at the papers.</summary>
internal static class ReviewDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/review", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Guid disbursementId, Request request, VolunteerDbContext db, DisbursementDesk desk, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!user.Can(FundsPermissions.ManageBooks) && !user.Can(FundsPermissions.ApproveDisbursements))
        {
            throw new ForbiddenException();
        }

        var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
        disbursement.Review(await desk.DeciderAsync(disbursement, cancellationToken), request.Revision, PartyRules.Trimmed(request.Note), clock.GetUtcNow());
        desk.TrackDecisions(disbursement);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(int Revision, string? Note = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).OptionalLine(GiftRules.LongestReason);
    }
}
