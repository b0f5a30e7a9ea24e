using System.Globalization;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>Does the file agree with itself? Opening + lines = closing, printed totals, and a balance that runs without a gap.</summary>
internal static class StatementChecks
{
    private const int MostGaps = 10;

    public static StatementDocument Check(StatementDocument document)
    {
        if (document.Problems.Any(problem => problem.Severity is ProblemSeverity.Error))
        {
            return document;
        }

        if (document.Lines.Count == 0)
        {
            return document with { Problems = [.. document.Problems, new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementEmpty)] };
        }

        var lines = document.Lines;
        var opening = document.OpeningFen ?? (lines[0].BalanceAfter is { } first ? first - lines[0].Fen : null);
        var closing = document.ClosingFen ?? lines[^1].BalanceAfter;
        var checkedOne = document with { OpeningFen = opening, ClosingFen = closing };
        return checkedOne with { Problems = [.. document.Problems, .. Gaps(checkedOne), .. Ends(checkedOne), .. Totals(checkedOne)] };
    }

    /// <summary>Where the balance jumps, a line is missing between two that are there; its amount is known.</summary>
    private static IEnumerable<StatementProblem> Gaps(StatementDocument document)
    {
        StatementEntry? before = null;
        var found = 0;
        foreach (var line in document.Lines)
        {
            if (line.BalanceAfter is not { } balance)
            {
                before = null;
                continue;
            }

            if (before?.BalanceAfter is { } earlier && earlier + line.Fen != balance && found++ < MostGaps)
            {
                yield return new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementLineMissing, line.Row)
                    .With("afterRow", before.Row)
                    .With("beforeRow", line.Row)
                    .With("from", Day(before.Date))
                    .With("to", Day(line.Date))
                    .With("amount", Yuan(balance - line.Fen - earlier));
            }

            before = line;
        }
    }

    private static IEnumerable<StatementProblem> Ends(StatementDocument document)
    {
        if (document.OpeningFen is not { } opening || document.ClosingFen is not { } closing)
        {
            yield break;
        }

        var reached = opening + document.Lines.Sum(line => line.Fen);
        if (reached != closing)
        {
            yield return new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementDoesNotAddUp)
                .With("opening", Yuan(opening))
                .With("lines", Yuan(reached - opening))
                .With("closing", Yuan(closing))
                .With("amount", Yuan(closing - reached));
        }
    }

    private static IEnumerable<StatementProblem> Totals(StatementDocument document)
    {
        var totals = document.Totals;
        if (totals.CreditFen is { } credit && credit != document.CreditFen)
        {
            yield return Total(FundsErrors.StatementCreditTotal, credit, document.CreditFen);
        }

        if (totals.DebitFen is { } debit && debit != document.DebitFen)
        {
            yield return Total(FundsErrors.StatementDebitTotal, debit, document.DebitFen);
        }

        var count = document.Lines.Count + document.Neutral.Count;
        if (totals.Count is { } printed && printed != count)
        {
            yield return new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementCount).With("printed", printed).With("found", count);
        }
    }

    private static StatementProblem Total(string code, long printed, long found) =>
        new StatementProblem(ProblemSeverity.Confirm, code).With("printed", Yuan(printed)).With("found", Yuan(found)).With("amount", Yuan(printed - found));

    public static string Yuan(long fen) => ((decimal)fen / 100).ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
