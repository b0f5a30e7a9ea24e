using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>One month-end statement, for the page that is printed.</summary>
internal static class GetHostStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/host-statements/{statementId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<HostStatementAnswer>> HandleAsync(Guid statementId, HostStatements statements, CancellationToken cancellationToken) =>
        TypedResults.Ok(await statements.AnswerAsync(await statements.GetAsync(statementId, cancellationToken), cancellationToken));
}
