using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Takes a match back; both sides are open again and the match stays as history. Entries that it made stay: they are reversed in the books.</summary>
internal static class UndoMatch
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/bank-matches/{matchId:guid}/undo", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<NoContent> HandleAsync(Guid matchId, Request request, VolunteerDbContext db, MatchWriter writer, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(() => writer.UndoAsync(matchId, request.Reason, cancellationToken), cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MaximumLength(300);
    }
}
