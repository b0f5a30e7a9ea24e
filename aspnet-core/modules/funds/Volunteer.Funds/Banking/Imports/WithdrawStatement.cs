using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Reconciliation;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>Takes the lines out again that a file brought, as long as nothing was done with them. The file stays as evidence.</summary>
internal static class WithdrawStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/statements/{statementId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<NoContent> HandleAsync(Guid statementId, VolunteerDbContext db, AccountLock accountLock, ClosedDays closed, CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                var file = await db.Set<StatementFile>().SingleOrDefaultAsync(f => f.Id == statementId && f.State != StatementFileState.Preview, cancellationToken) ?? throw new NotFoundException();
                await accountLock.TakeAsync(file.MoneyAccountId, cancellationToken);
                var lines = db.Set<StatementLine>().Where(line => line.FileId == statementId);
                if (await lines.AnyAsync(line => line.MatchedFen != 0 || line.IgnoredAt != null || db.Set<MatchLeg>().Any(leg => leg.LineId == line.Id), cancellationToken))
                {
                    throw new BusinessException(FundsErrors.StatementInUse);
                }

                if (await lines.AnyAsync(cancellationToken))
                {
                    await closed.RequireOpenAsync(file.MoneyAccountId, await lines.MinAsync(line => line.Date, cancellationToken), cancellationToken);
                }

                file.Withdraw();
                await db.SaveChangesAsync(cancellationToken);
                await lines.ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
