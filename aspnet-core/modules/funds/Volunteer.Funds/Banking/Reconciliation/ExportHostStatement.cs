using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>One month-end statement as a table.</summary>
internal static class ExportHostStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/host-statements/{statementId:guid}.csv", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<FileContentHttpResult> HandleAsync(Guid statementId, HostStatements statements, Texts texts, CancellationToken cancellationToken)
    {
        var statement = await statements.AnswerAsync(await statements.GetAsync(statementId, cancellationToken), cancellationToken);
        var title = texts.Get("Funds.HostStatement.Title");
        (string Name, long Fen)[] rows =
        [
            ("Statement", statement.StatementFen),
            ("Ledger", statement.LedgerFen),
            ("OpenLines", statement.OpenLineFen),
            ("OpenItems", statement.OpenItemFen),
            ("Ignored", statement.IgnoredFen),
            ("Difference", statement.DifferenceFen),
        ];
        var sheet = new OutputSheet(
            title,
            [new OutputColumn(texts.Get("Funds.HostStatement.Item"), 40), new OutputColumn(texts.Get("Funds.HostStatement.Amount"))],
            [
                .. rows.Select(row => new object?[] { texts.Get($"Funds.HostStatement.{row.Name}"), Yuan(row.Fen) }),
                .. statement.Funds.Select(fund => new object?[] { fund.Name, Yuan(fund.Fen) }),
            ]);
        return TypedResults.File(CsvWriter.Write(sheet), "text/csv; charset=utf-8", $"{title} {statement.Month}.csv");
    }

    private static decimal Yuan(long fen) => decimal.Parse((fen / 100m).ToString("0.00", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
