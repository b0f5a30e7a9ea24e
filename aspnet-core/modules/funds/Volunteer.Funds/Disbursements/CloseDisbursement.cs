using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>The use of the money is proved; the request is done.</summary>
internal static class CloseDisbursement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/disbursements/{disbursementId:guid}/closing", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid disbursementId, Request request, VolunteerDbContext db, DisbursementDesk desk, CancellationToken cancellationToken)
    {
        (await desk.GetAsync(disbursementId, cancellationToken)).Close(request.Note.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="Note">What was achieved.</param>
    public sealed record Request(string Note);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).Prose();
    }
}
