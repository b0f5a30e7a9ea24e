using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>A statement that is a table (CSV or workbook): finds header, columns, footers, and reads line by line.</summary>
internal sealed partial class TableStatement
{
    private const int RowsLookedAtForHeader = 60;
    private const int TopRows = 30;

    /// <summary>More complaints than these help nobody.</summary>
    private const int MostProblems = 50;

    private readonly Table _table;
    private readonly StatementOptions _options;
    private readonly StatementPreamble _preamble = new();
    private readonly List<StatementProblem> _problems = [];
    private readonly List<StatementEntry> _lines = [];
    private readonly List<NeutralRow> _neutral = [];
    private readonly HashSet<string> _currencies = new(StringComparer.Ordinal);
    private ColumnMapping _mapping = new();

    private TableStatement(Table table, StatementOptions options) => (_table, _options) = (table, options);

    public static StatementDocument Read(Table table, StatementOptions options) => new TableStatement(table, options).Read();

    /// <summary>How much of this reads like a Chinese statement: known titles count most, Chinese characters break the tie.</summary>
    public static int Plausibility(Table table) =>
        (table.Rows.Take(RowsLookedAtForHeader).Max(ColumnTitles.Score) * 1000)
        + table.Rows.Take(RowsLookedAtForHeader).Sum(row => row.Cells.Sum(cell => cell.Text.Count(c => c is >= '\u4E00' and <= '\u9FFF')));

    private StatementDocument Read()
    {
        var header = FindHeader();
        if (header is null)
        {
            Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementHeaderUnknown));
            return Document([]);
        }

        var rows = _table.Rows.SkipWhile(row => row != header).Skip(1).ToList();
        foreach (var row in _table.Rows.TakeWhile(row => row != header))
        {
            _preamble.Read(row);
        }

        _mapping = MappingOf(header);
        if (!_mapping.IsUsable)
        {
            Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementColumnsUnknown, header.Number));
            return Document(Titles(header));
        }

        if (!FindDateOrder(rows))
        {
            return Document(Titles(header));
        }

        var signature = ColumnTitles.Signature(header);
        foreach (var row in rows)
        {
            // Printed again at the top of every page.
            if (ColumnTitles.Signature(row) != signature)
            {
                ReadRow(row);
            }
        }

        if (_currencies.Count > 1)
        {
            Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementSeveralCurrencies).With("currencies", string.Join(", ", _currencies.Order(StringComparer.Ordinal))));
        }

        return Document(Titles(header));
    }

    private StatementDocument Document(IReadOnlyList<string> titles)
    {
        var lines = StatementOrder.OldestFirst(_lines);
        return new StatementDocument
        {
            Format = _table.Format is TableFormat.Xlsx ? StatementFormat.Xlsx : StatementFormat.Csv,
            Encoding = _table.DetectedEncoding,
            EncodingIsAGuess = _table.EncodingIsAGuess,
            AccountNumber = _preamble.AccountNumber,
            Currency = _currencies.FirstOrDefault() ?? _preamble.Currency,
            From = _preamble.From ?? (lines.Count == 0 ? null : lines[0].Date),
            To = _preamble.To ?? (lines.Count == 0 ? null : lines[^1].Date),
            OpeningFen = _preamble.OpeningFen,
            ClosingFen = _preamble.ClosingFen,
            Totals = _preamble.Totals,
            Lines = lines,
            Neutral = _neutral,
            Problems = _problems,
            Columns = titles,
            Mapping = _mapping.Header.Length == 0 ? null : _mapping,
            Top = [.. _table.Rows.Take(TopRows).Select(row => new RawRow(row.Number, [.. row.Cells.Select(cell => Clean(cell))]))],
        };
    }

    private TableRow? FindHeader()
    {
        if (_options is { MappingIsChosen: true, Mapping.HeaderRow: { } number } && _table.Rows.FirstOrDefault(row => row.Number == number) is { } pointedAt)
        {
            return pointedAt;
        }

        if (_options.Mapping is { Header: { Length: > 0 } wanted } && _table.Rows.Take(RowsLookedAtForHeader).FirstOrDefault(row => ColumnTitles.Signature(row) == wanted) is { } remembered)
        {
            return remembered;
        }

        return _table.Rows
            .Take(RowsLookedAtForHeader)
            .Where(row => ColumnTitles.Map(row).IsUsable)
            .MaxBy(ColumnTitles.Score)
            ?? _table.Rows.Take(RowsLookedAtForHeader).Where(row => ColumnTitles.Score(row) >= 2).MaxBy(ColumnTitles.Score);
    }

    private ColumnMapping MappingOf(TableRow header)
    {
        var signature = ColumnTitles.Signature(header);
        return _options.Mapping is { } mapping && (_options.MappingIsChosen || mapping.Header == signature)
            ? mapping with { Header = signature, HeaderRow = header.Number }
            : ColumnTitles.Map(header) with { HeaderRow = header.Number };
    }

    private bool FindDateOrder(List<TableRow> rows)
    {
        if (_mapping.DateOrder is not DateOrder.AsFound)
        {
            return true;
        }

        if (BankDate.FindOrder(rows.Select(row => row[_mapping.Date!.Value])) is { } order)
        {
            _mapping = _mapping with { DateOrder = order };
            return true;
        }

        Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementDateAmbiguous, rows.FirstOrDefault()?.Number));
        return false;
    }

    private void ReadRow(TableRow row)
    {
        if (!BankDate.TryRead(row[_mapping.Date!.Value], _mapping.DateOrder, out var date, out var time))
        {
            ReadOther(row);
            return;
        }

        if (_mapping.Time is { } timeColumn && !row[timeColumn].IsBlank && !BankDate.TryReadTime(row[timeColumn].Text, out time))
        {
            // 交易时间 beside 交易日期 sometimes holds the whole instant.
            if (!BankDate.TryRead(row[timeColumn], _mapping.DateOrder, out _, out time))
            {
                Add(Wrong(FundsErrors.StatementTimeUnclear, row, timeColumn));
                return;
            }
        }

        if (IsNoMoney(Text(row, _mapping.Status)))
        {
            _neutral.Add(new NeutralRow(row.Number, Text(row, _mapping.Status), Raw(row)));
            return;
        }

        if (ReadFen(row) is not { } fen)
        {
            return;
        }

        if (Text(row, _mapping.Currency) is { Length: > 0 } currency)
        {
            _currencies.Add(Currencies.Iso(currency));
        }

        var remark = Text(row, _mapping.Remark);
        _lines.Add(new StatementEntry
        {
            Row = row.Number,
            Date = date,
            Time = time,
            Fen = fen,
            BalanceAfter = ReadBalance(row),
            Counterparty = Text(row, _mapping.Counterparty),
            CounterpartyAccount = Identifier(row, _mapping.CounterpartyAccount),
            Memo = Text(row, _mapping.Memo),
            Serial = Identifier(row, _mapping.Serial),
            References = Identifier(row, _mapping.Reference) is { Length: > 0 } reference ? [reference] : [],
            FeeFen = Fee().Match(remark) is { Success: true } fee && BankAmount.TryRead(fee.Groups["money"].Value, out var feeFen) is AmountReading.Read ? feeFen : null,
            Raw = Raw(row),
        });
    }

    /// <summary>A row without a date: sums, a remark of the bank, or a line whose date is wrong.</summary>
    private void ReadOther(TableRow row)
    {
        var isSum = row.Cells.Any(cell => SumWord().IsMatch(ColumnTitles.Plain(cell.Text)));
        if (isSum)
        {
            _preamble.ReadSums(Sum(row, _mapping.Credit), Sum(row, _mapping.Debit));
        }

        var hasMoney = new[] { _mapping.Amount, _mapping.Credit, _mapping.Debit }.Any(column => column is { } index && !row[index].IsBlank);
        if (!isSum && hasMoney)
        {
            Add(Wrong(FundsErrors.StatementDateUnclear, row, _mapping.Date!.Value));
            return;
        }

        _preamble.Read(row);

        static long? Sum(TableRow row, int? column) =>
            column is { } index && BankAmount.TryRead(row[index], out var fen) is AmountReading.Read ? fen : null;
    }

    private long? ReadFen(TableRow row) => _mapping.Amount is { } amount ? ReadOneColumn(row, amount) : ReadTwoColumns(row);

    private long? ReadOneColumn(TableRow row, int column)
    {
        switch (BankAmount.TryRead(row[column], out var fen))
        {
            case AmountReading.Unclear:
                Add(Wrong(FundsErrors.StatementAmountUnclear, row, column));
                return null;
            case AmountReading.Empty:
                Add(Wrong(FundsErrors.StatementAmountMissing, row, column));
                return null;
        }

        NoteFormula(row, column);
        if (_mapping.Direction is not { } directionColumn)
        {
            return fen;
        }

        switch (ColumnTitles.Plain(row[directionColumn].Text))
        {
            case "收入" or "收" or "贷" or "贷方" or "入" or "转入" or "存入" or "进账" or "C" or "CR" or "CREDIT" or "+" or "IN":
                break;
            case "支出" or "支" or "借" or "借方" or "出" or "转出" or "支取" or "D" or "DR" or "DEBIT" or "-" or "OUT":
                fen = fen < 0 ? fen : -fen;
                return fen;
            case "不计收支" or "中性交易" or "/" or "其他" or "":
                _neutral.Add(new NeutralRow(row.Number, Text(row, directionColumn), Raw(row)));
                return null;
            default:
                Add(Wrong(FundsErrors.StatementDirectionUnclear, row, directionColumn));
                return null;
        }

        if (fen >= 0)
        {
            return fen;
        }

        Add(Wrong(FundsErrors.StatementDirectionUnclear, row, column));
        return null;
    }

    private long? ReadTwoColumns(TableRow row)
    {
        var (creditColumn, debitColumn) = (_mapping.Credit!.Value, _mapping.Debit!.Value);
        var credit = BankAmount.TryRead(row[creditColumn], out var creditFen);
        var debit = BankAmount.TryRead(row[debitColumn], out var debitFen);
        if (credit is AmountReading.Unclear || debit is AmountReading.Unclear)
        {
            Add(Wrong(FundsErrors.StatementAmountUnclear, row, credit is AmountReading.Unclear ? creditColumn : debitColumn));
            return null;
        }

        if (credit is AmountReading.Empty && debit is AmountReading.Empty)
        {
            Add(Wrong(FundsErrors.StatementAmountMissing, row, creditColumn));
            return null;
        }

        if (creditFen != 0 && debitFen != 0)
        {
            Add(Wrong(FundsErrors.StatementBothColumns, row, debitColumn));
            return null;
        }

        NoteFormula(row, creditFen == 0 ? debitColumn : creditColumn);
        return creditFen - debitFen;
    }

    private long? ReadBalance(TableRow row)
    {
        if (_mapping.Balance is not { } column)
        {
            return null;
        }

        switch (BankAmount.TryRead(row[column], out var fen))
        {
            case AmountReading.Read:
                return fen;
            case AmountReading.Unclear:
                Add(Wrong(FundsErrors.StatementAmountUnclear, row, column));
                return null;
            default:
                return null;
        }
    }

    /// <summary>A number that a spreadsheet has shortened would be the same for many lines: better none, and a word about it.</summary>
    private string Identifier(TableRow row, int? column)
    {
        var text = Text(row, column);
        if (column is { } index && (row[index].IsRounded || Shortened().IsMatch(ColumnTitles.Plain(text))))
        {
            Add(new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementNumberSpoilt, row.Number).With("cell", row[index].Reference).With("text", text));
            return string.Empty;
        }

        return text;
    }

    private void NoteFormula(TableRow row, int column)
    {
        if (row[column].IsFormula)
        {
            Add(new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementFormula, row.Number).With("cell", row[column].Reference));
        }
    }

    private string Text(TableRow row, int? column)
    {
        if (column is not { } index)
        {
            return string.Empty;
        }

        var text = Clean(row[index]);
        if (text.Contains('\uFFFD', StringComparison.Ordinal) && !row[index].Text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Add(new StatementProblem(ProblemSeverity.Notice, FundsErrors.StatementTextCleaned, row.Number).With("cell", row[index].Reference));
        }

        return text is "/" or "-" or "--" ? string.Empty : text;
    }

    private static string Raw(TableRow row) => string.Join('\u241F', row.Cells.Select(Clean));

    private static string Clean(TableCell cell) => BankText.Clean(cell.Text);

    private static bool IsNoMoney(string status) => ColumnTitles.Plain(status) is "交易关闭" or "已关闭" or "等待付款" or "等待对方发货" or "支付失败" or "交易失败" or "失败";

    private static IReadOnlyList<string> Titles(TableRow header) => [.. header.Cells.Select(Clean)];

    private static StatementProblem Wrong(string code, TableRow row, int column) =>
        new StatementProblem(ProblemSeverity.Error, code, row.Number)
            .With("cell", row[column].Reference)
            .With("row", row.Number)
            .With("text", BankText.Shorten(BankText.Clean(row[column].Text), 40));

    private void Add(StatementProblem problem)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(problem);
        }
    }

    [GeneratedRegex("^(?:人民币|本页|本期|累计)?(?:合计|总计|小计)|^(?:GRAND)?TOTAL", RegexOptions.CultureInvariant)]
    private static partial Regex SumWord();

    [GeneratedRegex(@"^\d(\.\d+)?E\+?\d{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shortened();

    [GeneratedRegex(@"(?:服务费|手续费)[:：]?(?<money>[¥￥]?[\d,.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Fee();
}

internal static class BankText
{
    /// <summary>
    /// A payer's message must not be able to stop the import or turn the reading direction round: such characters become the
    /// replacement character, everything else stays as it is. Ends are trimmed.
    /// </summary>
    public static string Clean(string text)
    {
        var plain = text.AsSpan().Trim();
        if (Volunteer.Text.TextRules.Check(plain) is null)
        {
            return plain.Length == text.Length ? text : plain.ToString();
        }

        var clean = new StringBuilder(plain.Length);
        foreach (var rune in plain.ToString().EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                clean.Append(' ');
            }
            else
            {
                clean.Append(Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF ? Rune.ReplacementChar.ToString() : rune.ToString());
            }
        }

        return clean.ToString();
    }

    public static string Shorten(string text, int length) => text.Length <= length ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, length)}…");

    /// <summary>As texts are compared: one width, upper case, neither white space nor punctuation.</summary>
    public static string Key(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c == '*')
            {
                plain.Append(char.ToUpperInvariant(c));
            }
        }

        return plain.ToString();
    }
}
