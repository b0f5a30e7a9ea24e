using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>The host charity's side of a month-end statement: its answer, written down by somebody else than who confirmed ours.</summary>
internal static class RecordHostAnswer
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/host-statements/{statementId:guid}/host-confirmation", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<Ok<HostStatementAnswer>> HandleAsync(Guid statementId, Request request, HostStatements statements, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken) =>
        TypedResults.Ok(await statements.ChangeAsync(statementId, statement => statement.ConfirmForHost(user.AccountId, request.Contact.Trim(), request.BalanceFen, clock.GetUtcNow()), cancellationToken));

    /// <param name="Contact">Who at the host charity said so.</param>
    /// <param name="BalanceFen">The balance of these funds by the host's own books.</param>
    public sealed record Request(string Contact, long BalanceFen);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Contact).NotEmpty().MaximumLength(100);
    }
}
