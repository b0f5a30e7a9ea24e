using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Periods;
using Volunteer.Tables;

namespace Volunteer.Funds.Reports;

/// <summary>A month's journal and balances to take away: beancount, hledger, CSV or a workbook.</summary>
internal static class ExportMonth
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/exports/{month}/{format}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<FileContentHttpResult> HandleAsync(Guid bookId, string month, string format, MonthBooks books, CancellationToken cancellationToken)
    {
        var first = AskForPeriod.ParseMonth(month);
        if (format is not ("beancount" or "hledger" or "csv" or "xlsx"))
        {
            throw new NotFoundException();
        }

        var book = await books.ReadAsync(bookId, first, cancellationToken);
        var name = $"{book.First:yyyy-MM}";
        return format switch
        {
            "beancount" => TypedResults.File(PlainText.Beancount(book), "text/plain; charset=utf-8", name + ".beancount"),
            "hledger" => TypedResults.File(PlainText.Hledger(book), "text/plain; charset=utf-8", name + ".journal"),
            "csv" => TypedResults.File(CsvWriter.Write(Journal(book)), "text/csv; charset=utf-8", name + ".csv"),
            _ => TypedResults.File(XlsxWriter.Write(Journal(book), Balances(book)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx"),
        };
    }

    /// <summary>One row a line. The language does not follow the reader: the same month is the same file.</summary>
    private static OutputSheet Journal(MonthBook book) => new(
        "凭证",
        [
            new("日期", 12), new("凭证号", 12), new("序号", 8), new("类型", 14), new("摘要", 40), new("行", 6), new("科目编号", 12), new("科目", 24), new("基金", 12), new("借方", 14), new("贷方", 14), new("行摘要", 30), new("冲销凭证", 38),
        ],
        book.Entries.SelectMany(entry => entry.Lines.Select(line => (IReadOnlyList<object?>)
        [
            entry.Entry.Date,
            string.Create(CultureInfo.InvariantCulture, $"{entry.Entry.Year}-{entry.Entry.Number}"),
            entry.Entry.Seq,
            entry.Entry.Kind.ToString(),
            entry.Entry.Text,
            line.Line.Position,
            line.Account.Code,
            line.Account.Name,
            line.Fund,
            line.Line.Fen > 0 ? line.Line.Fen / 100m : null,
            line.Line.Fen < 0 ? -line.Line.Fen / 100m : null,
            line.Line.Text,
            entry.Entry.ReversesId?.ToString(),
        ])));

    private static OutputSheet Balances(MonthBook book) => new(
        "科目余额",
        [new("科目编号", 12), new("科目", 24), new("基金", 12), new("期初余额", 16), new("借方", 16), new("贷方", 16), new("期末余额", 16)],
        book.Balances.Select(row => (IReadOnlyList<object?>)[row.Account.Code, row.Account.Name, row.Fund.Code, row.Opening / 100m, row.Debit / 100m, row.Credit / 100m, row.Closing / 100m]));
}
