using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Our side of a month-end statement, by the fund manager.</summary>
internal static class ConfirmHostStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/host-statements/{statementId:guid}/confirmation", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    private static async Task<Ok<HostStatementAnswer>> HandleAsync(Guid statementId, HostStatements statements, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(await statements.ChangeAsync(statementId, statement => statement.Confirm(user.AccountId, clock.GetUtcNow()), cancellationToken));
}
