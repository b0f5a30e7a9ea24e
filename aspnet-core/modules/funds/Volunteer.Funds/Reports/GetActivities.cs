using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Books;
using Volunteer.Funds.Periods;

namespace Volunteer.Funds.Reports;

/// <summary>
/// 业务活动表 of a month: this month and the year so far, each unrestricted, restricted and together. Costs stand in the
/// unrestricted column; what restricted funds paid for is released to it in one line, as the system's layout has it.
/// </summary>
internal static class GetActivities
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/activities/{month}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, string month, BookAccess books, Balances balances, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var first = AskForPeriod.ParseMonth(month);
        var last = Months.LastDay(first);
        var thisMonth = await balances.ReadAsync(bookId, first, last, cancellationToken);
        var thisYear = await balances.ReadAsync(bookId, new DateOnly(first.Year, 1, 1), last, cancellationToken);
        return TypedResults.Ok(new Response(
            book.Name,
            book.HostName,
            month,
            Section(AccountKind.Income, sign: -1),
            new Figures(Total(thisMonth, AccountKind.Income, -1), Total(thisYear, AccountKind.Income, -1)),
            Section(AccountKind.Cost, sign: 1),
            new Figures(Unrestricted(Total(thisMonth, AccountKind.Cost, 1)), Unrestricted(Total(thisYear, AccountKind.Cost, 1))),
            new Figures(Released(thisMonth), Released(thisYear)),
            new Figures(Change(thisMonth), Change(thisYear))));

        List<Row> Section(AccountKind kind, int sign) =>
        [
            .. thisMonth.Concat(thisYear).Where(row => row.Account.Kind == kind).Select(row => row.Account.Code[..4]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code =>
            {
                var account = thisYear.First(row => row.Account.Code.StartsWith(code, StringComparison.Ordinal)).Account;
                var (now, year) = (Sum(thisMonth, code, sign), Sum(thisYear, code, sign));
                return new Row(
                    code,
                    account.Name.Split('—')[0],
                    account.NameEn.Split(',')[0],
                    kind is AccountKind.Cost ? new Figures(Unrestricted(now), Unrestricted(year)) : new Figures(now, year));
            }),
        ];
    }

    private static Columns Sum(IEnumerable<BalanceRow> rows, string code, int sign) => ColumnsOf(rows.Where(row => row.Account.Code.StartsWith(code, StringComparison.Ordinal)), sign);

    private static Columns Total(IEnumerable<BalanceRow> rows, AccountKind kind, int sign) => ColumnsOf(rows.Where(row => row.Account.Kind == kind), sign);

    private static Columns ColumnsOf(IEnumerable<BalanceRow> rows, int sign)
    {
        var sums = rows.ToLookup(row => row.Fund.Restriction, row => sign * row.Movement);
        return Columns.Of(sums[Restriction.Unrestricted].Sum(), sums[Restriction.Restricted].Sum());
    }

    private static Columns Unrestricted(Columns columns) => Columns.Of(columns.Total, 0);

    /// <summary>限定性净资产转为非限定性净资产: costs that restricted money paid for, and money that changed from one kind of fund to the other.</summary>
    private static Columns Released(IReadOnlyList<BalanceRow> rows)
    {
        var released = rows.Where(row => row.Fund.Restriction is Restriction.Restricted && row.Account.Kind is (AccountKind.Cost or AccountKind.NetAssets))
            .Sum(row => row.Movement);
        var opened = rows.Where(row => row.Account.Kind is AccountKind.NetAssets).Sum(row => row.Movement);
        return Columns.Of(released - opened, -released);
    }

    /// <summary>净资产变动额.</summary>
    private static Columns Change(IReadOnlyList<BalanceRow> rows)
    {
        var (income, costs, released) = (Total(rows, AccountKind.Income, -1), Unrestricted(Total(rows, AccountKind.Cost, 1)), Released(rows));
        return Columns.Of(income.Unrestricted - costs.Unrestricted + released.Unrestricted, income.Restricted + released.Restricted);
    }

    public sealed record Response(
        string Book,
        string Host,
        string Month,
        IReadOnlyList<Row> Income,
        Figures IncomeTotal,
        IReadOnlyList<Row> Costs,
        Figures CostsTotal,
        Figures Released,
        Figures Change);

    public sealed record Row(string Account, string Name, string NameEn, Figures Figures);

    /// <param name="Month">本月数.</param>
    /// <param name="Year">本年累计数.</param>
    public sealed record Figures(Columns Month, Columns Year);

    /// <summary>Fen.</summary>
    public sealed record Columns(long Unrestricted, long Restricted, long Total)
    {
        public static Columns Of(long unrestricted, long restricted) => new(unrestricted, restricted, unrestricted + restricted);
    }
}
