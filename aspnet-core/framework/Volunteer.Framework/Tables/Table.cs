using System.Globalization;
using Volunteer.Text;

namespace Volunteer.Tables;

/// <summary>
/// The first visible sheet of a workbook, or a text file cut into cells. Which row is the header is the caller's business.
/// Rows without any content are left out; <see cref="TableRow.Number"/> still is what the person sees in Excel.
/// </summary>
public sealed class Table
{
    public required IReadOnlyList<TableRow> Rows { get; init; }

    public required TableFormat Format { get; init; }

    /// <summary>Name of the sheet that was read; null for text files.</summary>
    public string? SheetName { get; init; }

    /// <summary>Visible sheets that were not read, so that the preview can say so.</summary>
    public IReadOnlyList<string> OtherSheets { get; init; } = [];

    /// <summary>How a text file was decoded; null for xlsx.</summary>
    public TableEncoding? DetectedEncoding { get; init; }

    /// <summary>True when another encoding would also have fitted: show a preview and let the person choose.</summary>
    public bool EncodingIsAGuess { get; init; }

    public char? Delimiter { get; init; }

    /// <summary>Cells whose text may not enter the system, for the list of row errors in a preview.</summary>
    public IEnumerable<CellProblem> FindTextProblems()
    {
        foreach (var row in Rows)
        {
            foreach (var cell in row.Cells)
            {
                if (TextRules.Check(cell.Text, multiLine: true) is { } code)
                {
                    yield return new CellProblem(cell.Reference, code);
                }
            }
        }
    }
}

public enum TableFormat
{
    Xlsx,
    Delimited,
}

public enum TableEncoding
{
    Utf8,
    Gb18030,
    Utf16LittleEndian,
    Utf16BigEndian,
}

public enum CellKind
{
    Empty,
    Text,
    Number,

    /// <summary><c>yyyy-MM-dd</c>, or <c>yyyy-MM-ddTHH:mm:ss</c> when the cell shows a time as well.</summary>
    Date,

    /// <summary><c>HH:mm:ss</c>; more than 24 hours for durations.</summary>
    Time,

    /// <summary><c>TRUE</c> or <c>FALSE</c>.</summary>
    Boolean,

    /// <summary>An Excel error such as <c>#N/A</c>.</summary>
    Error,
}

public sealed record CellProblem(string Cell, string Code);

public sealed class TableRow
{
    private readonly TableCell[] _cells;

    internal TableRow(int number, TableCell[] cells)
    {
        Number = number;
        _cells = cells;
    }

    /// <summary>Counted from one, as Excel shows it.</summary>
    public int Number { get; }

    /// <summary>From column A to the last column with content; gaps are empty cells.</summary>
    public IReadOnlyList<TableCell> Cells => _cells;

    public bool IsBlank => Array.TrueForAll(_cells, cell => cell.IsBlank);

    /// <summary>The cell in a column counted from zero; beyond the last one there are only empty cells.</summary>
    public TableCell this[int column] => column < _cells.Length ? _cells[column] : TableCell.EmptyAt(Number, column);

    internal void Clear(int column) => _cells[column] = TableCell.EmptyAt(Number, column);
}

/// <summary>One cell, always as text; <see cref="Kind"/> says what it was in the file.</summary>
public readonly record struct TableCell
{
    private readonly int _row;
    private readonly ushort _column;
    private readonly byte _kind;
    private readonly byte _notes;

    internal TableCell(string text, CellKind kind, int row, int column, bool isFormula = false, bool isRounded = false)
    {
        Text = text;
        _kind = (byte)kind;
        _row = row;
        _column = (ushort)column;
        _notes = (byte)((isFormula ? 1 : 0) | (isRounded ? 2 : 0));
    }

    public string Text { get; }

    public CellKind Kind => (CellKind)_kind;

    /// <summary>The text is the value that the file's author last saw; formulas are never evaluated here.</summary>
    public bool IsFormula => (_notes & 1) != 0;

    /// <summary>A number of 16 or more digits: Excel has already thrown away its last digits (ID and card numbers typed as numbers).</summary>
    public bool IsRounded => (_notes & 2) != 0;

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>Where to look in Excel, e.g. <c>C7</c>.</summary>
    public string Reference => CellReference.Format(_row, _column);

    public override string ToString() => Text;

    internal static TableCell EmptyAt(int row, int column) => new(string.Empty, CellKind.Empty, row, column);
}

/// <summary>Excel's names for cells: column letters and a row counted from one.</summary>
public static class CellReference
{
    internal const int LastRow = 1_048_576;
    internal const int LastColumn = 16_383;

    /// <summary>Row counted from one, column counted from zero.</summary>
    public static string Format(int row, int column) => ColumnLetters(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Column counted from zero.</summary>
    public static string ColumnLetters(int column)
    {
        var letters = string.Empty;
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    internal static bool TryParse(ReadOnlySpan<char> text, out int row, out int column)
    {
        row = 0;
        column = 0;
        var i = 0;
        while (i < text.Length && i < 3 && char.IsAsciiLetterUpper(text[i]))
        {
            column = (column * 26) + text[i] - 'A' + 1;
            i++;
        }

        column--;
        return i > 0
            && int.TryParse(text[i..], NumberStyles.None, CultureInfo.InvariantCulture, out row)
            && row is >= 1 and <= LastRow
            && column <= LastColumn;
    }
}
