using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>The running difference that must reach 0.00.</summary>
internal static class GetReconciliation
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/reconciliation", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<ReconciliationFigures>> HandleAsync(Guid accountId, Reconciler reconciler, ReconciliationProof proof, BankingDay days, CancellationToken cancellationToken, DateOnly? asOf = null)
    {
        await reconciler.AccountAsync(accountId, cancellationToken);
        return TypedResults.Ok(await proof.OfAsync(accountId, asOf ?? await days.TodayAsync(cancellationToken), cancellationToken));
    }
}
