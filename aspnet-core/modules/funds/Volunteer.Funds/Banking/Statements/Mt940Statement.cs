using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>SWIFT MT940, also in several messages (pages) one after the other.</summary>
internal static partial class Mt940Statement
{
    public static StatementDocument Read(DecodedFile file)
    {
        var lines = new List<StatementEntry>();
        var problems = new List<StatementProblem>();
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        Balance? opening = null;
        Balance? closing = null;
        foreach (var (tag, text, row) in Fields(file.Text))
        {
            switch (tag)
            {
                case "25" or "25P":
                    accounts.Add(text.Trim());
                    break;
                case "60F" or "60M":
                    var start = ReadBalance(text, row, problems);

                    // The next page begins where the one before ended, or a page is missing.
                    if (closing is { } page && start is { } next && next.Fen != page.Fen)
                    {
                        problems.Add(new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementPageMissing, row)
                            .With("row", row).With("amount", StatementChecks.Yuan(next.Fen - page.Fen)));
                    }

                    opening ??= start;
                    break;
                case "61":
                    ReadLine(text, row, lines, problems);
                    break;
                case "86" when lines.Count > 0 && lines[^1].Memo.Length == 0:
                    lines[^1] = WithDetails(lines[^1], text);
                    break;
                case "62F" or "62M":
                    closing = ReadBalance(text, row, problems) ?? closing;
                    break;
            }
        }

        if (accounts.Count > 1)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementSeveralAccounts));
        }

        return new StatementDocument
        {
            Format = StatementFormat.Mt940,
            Encoding = file.Encoding,
            EncodingIsAGuess = file.IsAGuess,
            AccountNumber = accounts.FirstOrDefault(),
            Currency = opening?.Currency ?? closing?.Currency,
            From = opening?.Date,
            To = closing?.Date,
            OpeningFen = opening?.Fen,
            ClosingFen = closing?.Fen,
            Lines = StatementOrder.OldestFirst(lines),
            Problems = problems,
        };
    }

    private static IEnumerable<(string Tag, string Text, int Row)> Fields(string text)
    {
        string? tag = null;
        var body = new StringBuilder();
        var (row, start) = (0, 0);
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            row++;
            if (FieldStart().Match(line) is { Success: true } field)
            {
                if (tag is not null)
                {
                    yield return (tag, body.ToString(), start);
                }

                (tag, start) = (field.Groups["tag"].Value, row);
                body.Clear().Append(field.Groups["text"].Value);
            }
            else if (line.StartsWith("-}", StringComparison.Ordinal) || line is "-")
            {
                if (tag is not null)
                {
                    yield return (tag, body.ToString(), start);
                }

                tag = null;
            }
            else if (tag is not null)
            {
                body.Append('\n').Append(line);
            }
        }

        if (tag is not null)
        {
            yield return (tag, body.ToString(), start);
        }
    }

    private static Balance? ReadBalance(string text, int row, List<StatementProblem> problems)
    {
        if (BalanceText().Match(text.Trim()) is { Success: true } parts
            && TryDay(parts.Groups["date"].Value, out var date)
            && TryAmount(parts.Groups["money"].Value, out var fen))
        {
            return new Balance(parts.Groups["sign"].Value == "D" ? -fen : fen, date, parts.Groups["currency"].Value);
        }

        problems.Add(Wrong(FundsErrors.StatementAmountUnclear, row, text));
        return null;
    }

    private static void ReadLine(string text, int row, List<StatementEntry> lines, List<StatementProblem> problems)
    {
        if (LineText().Match(text) is not { Success: true } parts || !TryAmount(parts.Groups["money"].Value, out var fen))
        {
            problems.Add(Wrong(FundsErrors.StatementAmountUnclear, row, text));
            return;
        }

        if (!TryDay(parts.Groups["value"].Value, out var date) || !TryBooked(parts.Groups["entry"].Value, date, out var booked))
        {
            problems.Add(Wrong(FundsErrors.StatementDateUnclear, row, parts.Groups["value"].Value));
            return;
        }

        // RC takes a credit back, RD a debit.
        var isIn = parts.Groups["sign"].Value is "C" or "RD";
        var customer = parts.Groups["customer"].Value.Trim();
        lines.Add(new StatementEntry
        {
            Row = row,
            Date = booked,
            Fen = isIn ? fen : -fen,
            Serial = BankText.Clean(parts.Groups["bank"].Value),
            References = customer.Length == 0 || customer == "NONREF" ? [] : [BankText.Clean(customer)],
            Raw = BankText.Clean(text),
        });
    }

    private static StatementEntry WithDetails(StatementEntry line, string text)
    {
        if (!Subfield().IsMatch(text))
        {
            return line with { Memo = BankText.Clean(text), Raw = $"{line.Raw} {BankText.Clean(text)}" };
        }

        var fields = Subfield().Matches(text.Replace("\n", string.Empty, StringComparison.Ordinal))
            .GroupBy(field => field.Groups["number"].Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => string.Concat(group.Select(field => field.Groups["text"].Value)), StringComparer.Ordinal);
        string Of(params string[] numbers) => BankText.Clean(string.Concat(numbers.Select(number => fields.GetValueOrDefault(number, string.Empty))));
        return line with
        {
            Counterparty = Of("32", "33"),
            CounterpartyAccount = Of("31", "38"),
            Memo = Of("20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "60", "61", "62", "63"),
            Raw = $"{line.Raw} {BankText.Clean(text)}",
        };
    }

    private static bool TryDay(string text, out DateOnly date) => DateOnly.TryParseExact("20" + text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>The entry date has no year: it is the one nearest to the value date.</summary>
    private static bool TryBooked(string text, DateOnly value, out DateOnly booked)
    {
        booked = value;
        if (text.Length == 0)
        {
            return true;
        }

        var found = new List<DateOnly>();
        for (var year = value.Year - 1; year <= value.Year + 1; year++)
        {
            if (DateOnly.TryParseExact($"{year}{text}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                found.Add(day);
            }
        }

        if (found.Count == 0)
        {
            return false;
        }

        booked = found.MinBy(day => Math.Abs(day.DayNumber - value.DayNumber));
        return true;
    }

    private static bool TryAmount(string text, out long fen) => BankAmount.TryRead(text.Replace(',', '.').TrimEnd('.'), out fen) is AmountReading.Read;

    private static StatementProblem Wrong(string code, int row, string text) =>
        new StatementProblem(ProblemSeverity.Error, code, row).With("row", row).With("cell", row).With("text", BankText.Shorten(BankText.Clean(text), 40));

    [GeneratedRegex(@"^(?:\{[^}]*\})*(?:\{4:)?:(?<tag>\d{2}[A-Z]?):(?<text>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldStart();

    [GeneratedRegex(@"^(?<sign>[CD])(?<date>\d{6})(?<currency>[A-Z]{3})(?<money>\d{1,15},\d{0,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex BalanceText();

    [GeneratedRegex(@"^(?<value>\d{6})(?<entry>\d{4})?(?<sign>R?[CD])[A-Z]?(?<money>\d{1,15},\d{0,2})(?<kind>[NFS][A-Z0-9]{3})(?<customer>[^/\n]*)(?://(?<bank>[^\n]*))?", RegexOptions.CultureInvariant)]
    private static partial Regex LineText();

    [GeneratedRegex(@"\?(?<number>\d{2})(?<text>[^?]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Subfield();

    private readonly record struct Balance(long Fen, DateOnly Date, string Currency);
}
