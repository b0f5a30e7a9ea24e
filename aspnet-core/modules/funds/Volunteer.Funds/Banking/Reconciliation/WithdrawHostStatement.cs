using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Before both sides have agreed, a month-end statement can be taken back.</summary>
internal static class WithdrawHostStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/host-statements/{statementId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<HostStatementAnswer>> HandleAsync(Guid statementId, HostStatements statements, CancellationToken cancellationToken) =>
        TypedResults.Ok(await statements.ChangeAsync(statementId, statement => statement.Withdraw(), cancellationToken));
}
