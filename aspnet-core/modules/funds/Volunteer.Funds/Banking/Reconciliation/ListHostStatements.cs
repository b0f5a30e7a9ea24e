using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>An account's month-end statements, newest month first.</summary>
internal static class ListHostStatements
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/host-statements", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, VolunteerDbContext db, Reconciler reconciler, CancellationToken cancellationToken, int page = 1, int pageSize = 50)
    {
        var account = await reconciler.AccountAsync(accountId, cancellationToken);
        var book = await db.Set<Book>().AsNoTracking().SingleAsync(b => b.Id == account.BookId, cancellationToken);
        var statements = db.Set<HostStatement>().AsNoTracking().Where(statement => statement.MoneyAccountId == accountId);
        var rows = await statements.OrderByDescending(statement => statement.Month).ThenByDescending(statement => statement.DrawnAt)
            .Skip(BankingPages.Skip(page, pageSize)).Take(BankingPages.Size(pageSize))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(statement => HostStatementAnswer.Of(statement, book, account))], await statements.CountAsync(cancellationToken)));
    }

    public sealed record Response(IReadOnlyList<HostStatementAnswer> Items, int Total);
}
