using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>An ignored line is open again.</summary>
internal static class RestoreLine
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/statement-lines/{lineId:guid}/restoration", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<NoContent> HandleAsync(Guid lineId, VolunteerDbContext db, ClosedDays closed, CancellationToken cancellationToken)
    {
        var line = await db.Set<StatementLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == lineId, cancellationToken) ?? throw new NotFoundException();
        await closed.RequireOpenAsync(line.MoneyAccountId, line.Date, cancellationToken);
        var restored = await db.Set<StatementLine>().Where(l => l.Id == lineId && l.IgnoredAt != null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(l => l.IgnoredAt, (DateTimeOffset?)null).SetProperty(l => l.IgnoredBy, (Guid?)null).SetProperty(l => l.IgnoreReason, (string?)null),
                cancellationToken);
        return restored == 0 ? throw new BusinessException(FundsErrors.LineNotIgnored) : TypedResults.NoContent();
    }
}
