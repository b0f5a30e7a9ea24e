using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Disbursements;

/// <summary>One approver's yes: not the author's, not the payee's, not a relative's, within the role's limit, with a fresh second factor.</summary>
internal static class ApproveDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/approval", HandleAsync)
        .RequirePermission(FundsPermissions.ApproveDisbursements);

    private static async Task<Ok<Response>> HandleAsync(
        Guid disbursementId,
        Request request,
        VolunteerDbContext db,
        DisbursementDesk desk,
        ISettings settings,
        ISecondFactorProof proof,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
        var rules = await ApprovalRules.ReadAsync(settings, cancellationToken);
        disbursement.Approve(await desk.DeciderAsync(disbursement, cancellationToken), request.Revision, rules, PartyRules.Trimmed(request.Note), clock.GetUtcNow());
        if (rules.NeedsSecondFactor(disbursement.TotalFen))
        {
            await proof.RequireRecentAsync(cancellationToken);
        }

        desk.TrackDecisions(disbursement);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(disbursement.State));
    }

    /// <param name="Revision">What the approver has seen; after a change in between the approval is refused.</param>
    public sealed record Request(int Revision, string? Note = null);

    /// <param name="State">Still Reviewed while a second approver or the committee is missing.</param>
    public sealed record Response(DisbursementState State);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).OptionalLine(GiftRules.LongestReason);
    }
}
