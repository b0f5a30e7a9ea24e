namespace Volunteer.Tables;

/// <summary>Takes cells row by row, keeps what carries content and enforces the limits the moment they are passed.</summary>
internal sealed class RowCollector(TableLimits limits)
{
    private readonly List<TableRow> _rows = [];
    private readonly List<TableCell> _current = [];
    private readonly string?[] _seen = new string?[4096];
    private int _characters;

    public IReadOnlyList<TableRow> Rows => _rows;

    public void Add(string text, CellKind kind, int row, int column, bool isFormula = false, bool isRounded = false)
    {
        if (text.Length == 0 && !isFormula)
        {
            return;
        }

        if (column >= limits.MaxColumns)
        {
            // A space in a far column is an accident, not a wide table.
            if (string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            throw new BusinessException(FileErrors.TooManyColumns)
                .With("limit", limits.MaxColumns)
                .With("cell", CellReference.Format(row, column));
        }

        if (text.Length > limits.MaxCellCharacters)
        {
            throw new BusinessException(FileErrors.CellTooLong)
                .With("limit", limits.MaxCellCharacters)
                .With("cell", CellReference.Format(row, column));
        }

        _characters += text.Length;
        if (_characters > limits.MaxTotalCharacters)
        {
            throw new BusinessException(FileErrors.TooLarge)
                .With("megabytes", limits.MaxTotalCharacters / 1_000_000);
        }

        while (_current.Count < column)
        {
            _current.Add(TableCell.EmptyAt(row, _current.Count));
        }

        _current.Add(new TableCell(Share(text), kind, row, column, isFormula, isRounded));
    }

    public void EndRow(int row)
    {
        if (_current.TrueForAll(cell => cell.IsBlank))
        {
            _current.Clear();
            return;
        }

        if (_rows.Count > limits.MaxDataRows)
        {
            throw new BusinessException(FileErrors.TooManyRows).With("limit", limits.MaxDataRows);
        }

        _rows.Add(new TableRow(row, [.. _current]));
        _current.Clear();
    }

    /// <summary>Tables repeat themselves ("男", "是", "0"): one string for many cells keeps two million cells small.</summary>
    private string Share(string text)
    {
        if (text.Length > 16)
        {
            return text;
        }

        ref var slot = ref _seen[(uint)string.GetHashCode(text, StringComparison.Ordinal) % (uint)_seen.Length];
        if (!string.Equals(slot, text, StringComparison.Ordinal))
        {
            slot = text;
        }

        return slot!;
    }
}
