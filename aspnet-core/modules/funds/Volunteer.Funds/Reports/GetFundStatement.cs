using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Reports;

/// <summary>One fund over a period: what it had, what came, what went, what is left and where it lies.</summary>
internal static class GetFundStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/funds/{fundId:guid}/statement", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid fundId, VolunteerDbContext db, BookAccess books, Balances balances, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? to = null)
    {
        var fund = await db.Set<Fund>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == fundId, cancellationToken) ?? throw new NotFoundException();
        var free = await db.Set<FundBalance>().AsNoTracking().SingleAsync(balance => balance.Id == fundId, cancellationToken);
        var last = to ?? await books.TodayAsync(cancellationToken);
        var first = from ?? new DateOnly(last.Year, 1, 1);
        var rows = (await balances.ReadAsync(fund.BookId, first, last, cancellationToken)).Where(row => row.Fund.Id == fundId).ToList();
        var worth = rows.Where(row => row.Account.Kind is AccountKind.NetAssets or AccountKind.Income or AccountKind.Cost).ToList();
        return TypedResults.Ok(new Response(
            fund.Code,
            fund.Name,
            fund.NameEn,
            fund.Restriction,
            first,
            last,
            -worth.Sum(row => row.Opening),
            [.. rows.Where(row => row.Account.Kind is AccountKind.Income && row.Movement != 0).Select(row => new Row(row.Account.Code, row.Account.Name, row.Account.NameEn, -row.Movement))],
            [.. rows.Where(row => row.Account.Kind is AccountKind.Cost && row.Movement != 0).Select(row => new Row(row.Account.Code, row.Account.Name, row.Account.NameEn, row.Movement))],
            -rows.Where(row => row.Account.Kind is AccountKind.NetAssets).Sum(row => row.Movement),
            -worth.Sum(row => row.Closing),
            [.. rows.Where(row => row.Account.Kind is (AccountKind.Asset or AccountKind.Liability) && row.Closing != 0).Select(row => new Row(row.Account.Code, row.Account.Name, row.Account.NameEn, row.Closing))],
            free.Balance,
            free.Reserved));
    }

    /// <param name="Transfers">From and to other funds.</param>
    /// <param name="Holdings">Assets positive, debts negative; they add up to <paramref name="Closing"/>.</param>
    /// <param name="Spendable">Today.</param>
    public sealed record Response(
        string Code,
        string Name,
        string NameEn,
        Restriction Restriction,
        DateOnly From,
        DateOnly To,
        long Opening,
        IReadOnlyList<Row> Income,
        IReadOnlyList<Row> Costs,
        long Transfers,
        long Closing,
        IReadOnlyList<Row> Holdings,
        long Spendable,
        long Reserved);

    public sealed record Row(string Account, string Name, string NameEn, long Fen);
}
