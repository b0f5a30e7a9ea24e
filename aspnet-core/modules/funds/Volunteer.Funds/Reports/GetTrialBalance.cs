using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Reports;

/// <summary>Trial balance (科目余额表) of a period.</summary>
internal static class GetTrialBalance
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/trial-balance", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, BookAccess books, Balances balances, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? to = null, Guid? fundId = null)
    {
        await books.RequireAsync(bookId, cancellationToken);
        var last = to ?? await books.TodayAsync(cancellationToken);
        var first = from ?? new DateOnly(last.Year, 1, 1);
        var rows = (await balances.ReadAsync(bookId, first, last, cancellationToken)).Where(row => fundId is null || row.Fund.Id == fundId)
            .GroupBy(row => row.Account)
            .Select(group => new Row(group.Key.Code, group.Key.Name, group.Key.NameEn, group.Key.Kind, group.Sum(row => row.Opening), group.Sum(row => row.Debit), group.Sum(row => row.Credit), group.Sum(row => row.Closing)))
            .ToList();
        return TypedResults.Ok(new Response(first, last, rows, rows.Sum(row => row.Opening), rows.Sum(row => row.Debit), rows.Sum(row => row.Credit), rows.Sum(row => row.Closing)));
    }

    /// <summary>Fen; <paramref name="Opening"/> and <paramref name="Closing"/> add up to zero, debits to credits.</summary>
    public sealed record Response(DateOnly From, DateOnly To, IReadOnlyList<Row> Rows, long Opening, long Debit, long Credit, long Closing);

    /// <summary>Balances are debit positive.</summary>
    public sealed record Row(string Account, string Name, string NameEn, AccountKind Kind, long Opening, long Debit, long Credit, long Closing);
}
