using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>The two sides of a month-end statement: ours by the fund manager, the host charity's answer written down by somebody else. Before both have agreed it can be taken back.</summary>
internal static class ConfirmHostStatement
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/host-statements/{statementId:guid}/confirmation", ConfirmAsync).RequirePermission(FundsPermissions.Reconcile);
        api.MapPost("/host-statements/{statementId:guid}/host-confirmation", ConfirmForHostAsync).RequirePermission(FundsPermissions.SuperviseBooks);
        api.MapDelete("/host-statements/{statementId:guid}", WithdrawAsync).RequirePermission(FundsPermissions.Reconcile);
    }

    private static Task<Ok<HostStatementAnswer>> ConfirmAsync(Guid statementId, VolunteerDbContext db, HostStatements statements, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken) =>
        ChangeAsync(statementId, statement => statement.Confirm(user.AccountId, clock.GetUtcNow()), db, statements, cancellationToken);

    private static Task<Ok<HostStatementAnswer>> ConfirmForHostAsync(Guid statementId, Request request, VolunteerDbContext db, HostStatements statements, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken) =>
        ChangeAsync(statementId, statement => statement.ConfirmForHost(user.AccountId, request.Contact.Trim(), request.BalanceFen, clock.GetUtcNow()), db, statements, cancellationToken);

    private static Task<Ok<HostStatementAnswer>> WithdrawAsync(Guid statementId, VolunteerDbContext db, HostStatements statements, CancellationToken cancellationToken) =>
        ChangeAsync(statementId, statement => statement.Withdraw(), db, statements, cancellationToken);

    private static async Task<Ok<HostStatementAnswer>> ChangeAsync(Guid statementId, Action<HostStatement> change, VolunteerDbContext db, HostStatements statements, CancellationToken cancellationToken)
    {
        var statement = await statements.GetAsync(statementId, cancellationToken);
        change(statement);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await statements.AnswerAsync(statement, cancellationToken));
    }

    /// <param name="Contact">Who at the host charity said so.</param>
    /// <param name="BalanceFen">The balance of these funds by the host's own books.</param>
    public sealed record Request(string Contact, long BalanceFen);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Contact).NotEmpty().MaximumLength(100);
    }
}
