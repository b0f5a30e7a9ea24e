using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Books;

/// <summary>The chart of accounts in force on a day.</summary>
internal static class GetChart
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/chart", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, BookAccess books, Charts charts, CancellationToken cancellationToken, DateOnly? on = null)
    {
        var day = on ?? await books.TodayAsync(cancellationToken);
        var chart = await charts.OfAsync(bookId, fresh: true, cancellationToken);
        return TypedResults.Ok(new Response(
            day,
            [.. chart.Accounts.Where(account => account.IsValidOn(day)).Select(account => new Item(account.Code, account.Name, account.NameEn, account.Kind, account.Role, account.ToBeConfirmed))]));
    }

    public sealed record Response(DateOnly On, IReadOnlyList<Item> Accounts);

    /// <param name="ToBeConfirmed">An accountant has yet to compare it with the official list.</param>
    public sealed record Item(string Code, string Name, string NameEn, AccountKind Kind, AccountRole? Role, bool ToBeConfirmed);
}
