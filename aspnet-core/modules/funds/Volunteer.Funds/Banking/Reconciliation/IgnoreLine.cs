using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>A line that is none of these books' business, e.g. another community's money in the host charity's account. It stays in the proof as its own sum.</summary>
internal static class IgnoreLine
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/statement-lines/{lineId:guid}/ignore", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<NoContent> HandleAsync(Guid lineId, Request request, VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var lines = db.Set<StatementLine>().Where(line => line.Id == lineId);
        var by = user.AccountId;
        DateTimeOffset? now = clock.GetUtcNow();
        var ignored = await lines
            .Where(line => line.MatchedFen == 0 && line.IgnoredAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(line => line.IgnoredAt, now).SetProperty(line => line.IgnoredBy, by).SetProperty(line => line.IgnoreReason, request.Reason),
                cancellationToken);
        if (ignored == 0)
        {
            throw await lines.AnyAsync(cancellationToken) ? new BusinessException(FundsErrors.LineTaken) : new NotFoundException();
        }

        return TypedResults.NoContent();
    }

    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MaximumLength(300);
    }
}
