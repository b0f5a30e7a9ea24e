using System.Globalization;

namespace Volunteer.Tables.Xlsx;

/// <summary>One worksheet part, from the first row to the merged ranges behind the last one.</summary>
internal sealed class SheetReader(
    BoundedXml xml,
    List<string> strings,
    NumberFormat[] styles,
    bool date1904,
    TableLimits limits)
{
    private const double FirstRoundedNumber = 1e15;
    private const int MaxMergedTouches = 10_000_000;

    private readonly RowCollector _collector = new(limits);
    private readonly List<(int Row, int Column, int LastRow, int LastColumn)> _merged = [];
    private int _row;
    private int _column;

    public IReadOnlyList<TableRow> Read()
    {
        var section = string.Empty;
        while (xml.Read())
        {
            if (!xml.IsStart)
            {
                continue;
            }

            switch (xml.Depth, xml.Name)
            {
                case (0, not "worksheet"):
                    throw new BusinessException(FileErrors.NotASpreadsheet);
                case (1, var name):
                    section = name;
                    break;
                case (2, "row") when section is "sheetData":
                    StartRow();
                    break;
                case (3, "c") when section is "sheetData":
                    ReadCell();
                    break;
                case (2, "mergeCell") when section is "mergeCells":
                    ReadMerged();
                    break;
            }
        }

        _collector.EndRow(_row);
        BlankMerged();
        return _merged.Count == 0 ? _collector.Rows : [.. _collector.Rows.Where(row => !row.IsBlank)];
    }

    private void StartRow()
    {
        _collector.EndRow(_row);
        _column = -1;
        if (xml.Attribute("r") is not { } text)
        {
            _row++;
            return;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            || row <= _row || row > CellReference.LastRow)
        {
            throw new InvalidDataException("Rows out of order.");
        }

        _row = row;
    }

    private void ReadCell()
    {
        if (xml.Attribute("r") is { } reference)
        {
            if (!CellReference.TryParse(reference, out var row, out var column) || row != _row || column <= _column)
            {
                throw new InvalidDataException("Cells out of order.");
            }

            _column = column;
        }
        else
        {
            _column++;
        }

        var type = xml.Attribute("t");
        var style = xml.Attribute("s");
        var value = string.Empty;
        var isFormula = false;
        var depth = xml.Depth;
        var entered = false;
        while (xml.ReadInside(depth, ref entered))
        {
            if (!xml.IsStart || xml.Depth != depth + 1)
            {
                continue;
            }

            switch (xml.Name)
            {
                case "f":
                    isFormula = true;
                    break;
                case "v":
                    value = xml.ReadText(limits.MaxCellCharacters);
                    break;
                case "is":
                    value = xml.ReadRichText(limits.MaxCellCharacters);
                    break;
            }
        }

        Add(value, type, style, isFormula);
    }

    private void Add(string value, string? type, string? style, bool isFormula)
    {
        switch (type)
        {
            case "s" when value.Length > 0:
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= strings.Count)
                {
                    throw new InvalidDataException("Shared string missing.");
                }

                Add(strings[index], CellKind.Text, isFormula);
                break;
            case "b":
                Add(value is "1" or "true" ? "TRUE" : value.Length == 0 ? value : "FALSE", CellKind.Boolean, isFormula);
                break;
            case "e":
                Add(value, CellKind.Error, isFormula);
                break;
            case "d":
                AddIsoDate(value, isFormula);
                break;
            case null or "n" when value.Length > 0:
                AddNumber(value, style, isFormula);
                break;
            default:
                Add(value, CellKind.Text, isFormula);
                break;
        }
    }

    private void AddNumber(string value, string? style, bool isFormula)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            throw new InvalidDataException("Not a number.");
        }

        var format = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < styles.Length
            ? styles[index]
            : NumberFormat.Number;
        if (format != NumberFormat.Number && Excel.FormatDate(number, format, date1904) is { } date)
        {
            Add(date.Text, date.Kind, isFormula);
            return;
        }

        Add(Excel.FormatNumber(number), CellKind.Number, isFormula, isRounded: Math.Abs(number) >= FirstRoundedNumber);
    }

    private void AddIsoDate(string value, bool isFormula)
    {
        if (!DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            throw new InvalidDataException("Not a date.");
        }

        var pattern = date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss";
        Add(date.ToString(pattern, CultureInfo.InvariantCulture), CellKind.Date, isFormula);
    }

    private void Add(string text, CellKind kind, bool isFormula, bool isRounded = false) =>
        _collector.Add(text, kind, _row, _column, isFormula, isRounded);

    private void ReadMerged()
    {
        var range = xml.Attribute("ref") ?? string.Empty;
        var colon = range.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0
            || !CellReference.TryParse(range.AsSpan(0, colon), out var row, out var column)
            || !CellReference.TryParse(range.AsSpan(colon + 1), out var lastRow, out var lastColumn))
        {
            throw new InvalidDataException("Merged range unreadable.");
        }

        _merged.Add((row, column, lastRow, lastColumn));
        if (_merged.Count > limits.MaxDataRows)
        {
            throw new BusinessException(FileErrors.TooManyRows).With("limit", limits.MaxDataRows);
        }
    }

    /// <summary>
    /// Only the top left cell of a merged range counts; others may still carry old values that nobody sees. Excel never
    /// lets ranges overlap, so all of them together touch each cell at most once; far more than that is an attack.
    /// </summary>
    private void BlankMerged()
    {
        var rows = _collector.Rows;
        var budget = MaxMergedTouches;
        foreach (var range in _merged)
        {
            for (var i = FirstFrom(rows, range.Row); i < rows.Count && rows[i].Number <= range.LastRow; i++)
            {
                budget--;
                for (var column = range.Column; column <= Math.Min(range.LastColumn, rows[i].Cells.Count - 1); column++)
                {
                    budget--;
                    if (rows[i].Number != range.Row || column != range.Column)
                    {
                        rows[i].Clear(column);
                    }
                }
            }

            if (budget < 0)
            {
                throw new InvalidDataException("Merged ranges overlap.");
            }
        }
    }

    private static int FirstFrom(IReadOnlyList<TableRow> rows, int number)
    {
        var low = 0;
        var high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Number < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
