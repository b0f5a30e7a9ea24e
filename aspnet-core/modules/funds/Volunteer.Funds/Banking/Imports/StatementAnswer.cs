using System.Globalization;
using Volunteer.Funds.Banking.Statements;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>A previewed statement as the page shows it.</summary>
internal sealed record StatementAnswer(
    Guid PreviewId,
    int PreviewVersion,
    string FileName,
    string Format,
    string? Encoding,
    bool EncodingIsAGuess,
    string? AccountNumber,
    DateOnly? From,
    DateOnly? To,
    long? OpeningFen,
    long? ClosingFen,
    int LineCount,
    int NewCount,
    int NeutralCount,
    long CreditFen,
    long DebitFen,
    bool CanCommit,
    bool NeedsConfirmation,
    IReadOnlyList<string> Columns,
    ColumnChoice? Mapping,
    IReadOnlyList<StatementTopRow> Top,
    IReadOnlyList<StatementAnswer.Problem> Problems,
    IReadOnlyList<StatementAnswer.Line> Lines)
{
    /// <summary>A page needs no more to see whether it reads right.</summary>
    private const int MostLines = 500;

    internal static StatementAnswer Of(StatementFile file, ImportPlan plan, Texts texts)
    {
        var document = plan.Document;
        return new StatementAnswer(
            file.Id,
            file.Version,
            file.FileName,
            document.Format.ToString(),
            document.Encoding?.ToString(),
            document.EncodingIsAGuess,
            document.AccountNumber,
            document.From,
            document.To,
            document.OpeningFen,
            document.ClosingFen,
            document.Lines.Count,
            plan.NewCount,
            document.Neutral.Count,
            document.CreditFen,
            document.DebitFen,
            plan.Problems.All(problem => problem.Severity is not ProblemSeverity.Error),
            plan.Problems.Any(problem => problem.Severity is ProblemSeverity.Confirm),
            document.Columns,
            document.Mapping is { } mapping ? ColumnChoice.Of(mapping) : null,
            [.. document.Top.Select(row => new StatementTopRow(row.Row, row.Cells))],
            [.. plan.Problems.Select(problem => new Problem(problem.Severity.ToString(), problem.Code, problem.Row, texts.Get(problem.Code, CultureInfo.CurrentUICulture.Name, problem.Details)))],
            [.. document.Lines.Zip(plan.IsNew).Take(MostLines).Select(pair => Line.Of(pair.First, pair.Second))]);
    }

    /// <param name="Severity">Notice, Confirm (has to be accepted) or Error (cannot be taken in).</param>
    public sealed record Problem(string Severity, string Code, int? Row, string Text);

    public sealed record Line(int Row, DateOnly Date, TimeOnly? Time, long Fen, long? BalanceAfterFen, string Counterparty, string Memo, string Serial, bool IsNew)
    {
        internal static Line Of(StatementEntry line, bool isNew) =>
            new(line.Row, line.Date, line.Time, line.Fen, line.BalanceAfter, line.Counterparty, line.Memo, line.Serial, isNew);
    }
}

internal sealed record StatementTopRow(int Row, IReadOnlyList<string> Cells);

/// <summary>Which row is the header and which column was taken for what, from zero; the form field "mapping" takes the same shape back.</summary>
internal sealed record ColumnChoice(
    string Header,
    int? HeaderRow,
    int? Date,
    int? Time,
    int? Amount,
    int? Credit,
    int? Debit,
    int? Direction,
    int? Balance,
    int? Currency,
    int? Counterparty,
    int? CounterpartyAccount,
    int? Memo,
    int? Serial,
    int? Reference,
    int? Remark,
    int? Status,
    string DateOrder)
{
    internal static ColumnChoice Of(ColumnMapping mapping) => new(
        mapping.Header, mapping.HeaderRow, mapping.Date, mapping.Time, mapping.Amount, mapping.Credit, mapping.Debit, mapping.Direction, mapping.Balance, mapping.Currency,
        mapping.Counterparty, mapping.CounterpartyAccount, mapping.Memo, mapping.Serial, mapping.Reference, mapping.Remark, mapping.Status, mapping.DateOrder.ToString());
}
