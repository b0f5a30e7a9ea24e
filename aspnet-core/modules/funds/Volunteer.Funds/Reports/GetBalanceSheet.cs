using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Reports;

/// <summary>资产负债表: the beginning of the year and the end of the day asked for, side by side.</summary>
internal static class GetBalanceSheet
{
    /// <summary>货币资金 is one line on the statement.</summary>
    private static readonly string[] MoneyCodes = ["1001", "1002", "1009"];

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/balance-sheet", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, BookAccess books, Balances balances, CancellationToken cancellationToken, DateOnly? on = null)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var day = on ?? await books.TodayAsync(cancellationToken);
        var rows = await balances.ReadAsync(bookId, new DateOnly(day.Year, 1, 1), day, cancellationToken);
        var assets = Section(rows.Where(row => row.Account.Kind is AccountKind.Asset), sign: 1);
        var liabilities = Section(rows.Where(row => row.Account.Kind is AccountKind.Liability), sign: -1);
        return TypedResults.Ok(new Response(
            book.Name,
            book.HostName,
            day,
            assets,
            Total(assets),
            liabilities,
            Total(liabilities),
            NetAssets(rows, Restriction.Unrestricted),
            NetAssets(rows, Restriction.Restricted),
            new Amounts(NetAssets(rows, Restriction.Unrestricted).YearStart + NetAssets(rows, Restriction.Restricted).YearStart, NetAssets(rows, Restriction.Unrestricted).End + NetAssets(rows, Restriction.Restricted).End)));
    }

    private static List<Row> Section(IEnumerable<BalanceRow> rows, int sign) =>
    [
        .. rows.GroupBy(row => MoneyCodes.Contains(row.Account.Code[..4], StringComparer.Ordinal) ? "货币资金" : row.Account.Code[..4], StringComparer.Ordinal)
            .Select(group => new Row(
                group.Key == "货币资金" ? "1001-1009" : group.Key,
                group.Key == "货币资金" ? group.Key : group.First().Account.Name.Split('—')[0],
                group.Key == "货币资金" ? "Cash and bank" : group.First().Account.NameEn.Split(':', ',')[0],
                sign * group.Sum(row => row.Opening),
                sign * group.Sum(row => row.Closing))),
    ];

    /// <summary>What belongs to the funds of this kind: their net assets with the income and costs not closed into them.</summary>
    private static Amounts NetAssets(IReadOnlyList<BalanceRow> rows, Restriction restriction)
    {
        var own = rows.Where(row => row.Fund.Restriction == restriction && row.Account.Kind is (AccountKind.NetAssets or AccountKind.Income or AccountKind.Cost)).ToList();
        return new Amounts(-own.Sum(row => row.Opening), -own.Sum(row => row.Closing));
    }

    private static Amounts Total(List<Row> rows) => new(rows.Sum(row => row.YearStart), rows.Sum(row => row.End));

    /// <summary>Fen. Assets are liabilities and net assets.</summary>
    public sealed record Response(
        string Book,
        string Host,
        DateOnly On,
        IReadOnlyList<Row> Assets,
        Amounts AssetsTotal,
        IReadOnlyList<Row> Liabilities,
        Amounts LiabilitiesTotal,
        Amounts UnrestrictedNetAssets,
        Amounts RestrictedNetAssets,
        Amounts NetAssetsTotal);

    public sealed record Row(string Account, string Name, string NameEn, long YearStart, long End);

    /// <param name="YearStart">年初数.</param>
    /// <param name="End">期末数.</param>
    public sealed record Amounts(long YearStart, long End);
}
