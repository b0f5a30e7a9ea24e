using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

internal enum StatementFormat
{
    Csv,
    Xlsx,
    Ofx,
    Camt053,
    Mt940,
}

/// <summary>A statement file as it was understood; nothing of it is stored yet.</summary>
internal sealed record StatementDocument
{
    public required StatementFormat Format { get; init; }

    /// <summary>Null where the format says its encoding itself.</summary>
    public TableEncoding? Encoding { get; init; }

    /// <summary>Another encoding would have fitted too: show the preview and let the person choose.</summary>
    public bool EncodingIsAGuess { get; init; }

    /// <summary>As printed, usually with stars in the middle.</summary>
    public string? AccountNumber { get; init; }

    /// <summary>ISO code. Null: the file does not say, which in this country means CNY.</summary>
    public string? Currency { get; init; }

    /// <summary>What the file says it covers, else its first and last day.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public long? OpeningFen { get; init; }

    public long? ClosingFen { get; init; }

    public PrintedTotals Totals { get; init; } = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StatementEntry> Lines { get; init; } = [];

    /// <summary>Rows that are no money in or out: between own pockets (不计收支, 中性交易), pending or failed.</summary>
    public IReadOnlyList<NeutralRow> Neutral { get; init; } = [];

    public IReadOnlyList<StatementProblem> Problems { get; init; } = [];

    /// <summary>Tables only: titles of the header row, and which column was taken for what.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public ColumnMapping? Mapping { get; init; }

    /// <summary>Tables only: the top of the file as it was decoded, so that a wrong encoding or header is seen at once.</summary>
    public IReadOnlyList<RawRow> Top { get; init; } = [];

    public long CreditFen => Lines.Where(line => line.Fen > 0).Sum(line => line.Fen);

    public long DebitFen => -Lines.Where(line => line.Fen < 0).Sum(line => line.Fen);
}

/// <summary>One line of a statement.</summary>
internal sealed record StatementEntry
{
    /// <summary>Row in the file as a person counts it.</summary>
    public required int Row { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>Null when the file says the day only.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Money in positive, money out negative.</summary>
    public required long Fen { get; init; }

    public long? BalanceAfter { get; init; }

    public string Counterparty { get; init; } = string.Empty;

    public string CounterpartyAccount { get; init; } = string.Empty;

    public string Memo { get; init; } = string.Empty;

    /// <summary>The bank's own number of this line; empty when there is none or a spreadsheet has spoilt it.</summary>
    public string Serial { get; init; } = string.Empty;

    /// <summary>Numbers others gave it: merchant order, end-to-end id.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The fee that a remark names (服务费¥0.10).</summary>
    public long? FeeFen { get; init; }

    /// <summary>The row as it stood in the file.</summary>
    public string Raw { get; init; } = string.Empty;
}

internal sealed record NeutralRow(int Row, string Reason, string Raw);

internal sealed record RawRow(int Row, IReadOnlyList<string> Cells);

/// <summary>Totals that the file prints about itself; null where it does not.</summary>
internal sealed record PrintedTotals
{
    public int? Count { get; init; }

    public int? CreditCount { get; init; }

    public long? CreditFen { get; init; }

    public int? DebitCount { get; init; }

    public long? DebitFen { get; init; }

    public int? NeutralCount { get; init; }
}

internal enum ProblemSeverity
{
    /// <summary>Worth knowing.</summary>
    Notice,

    /// <summary>May be right; somebody has to say so before the file is taken in.</summary>
    Confirm,

    /// <summary>The file cannot be taken in like this.</summary>
    Error,
}

/// <param name="Code">Also the key of its text.</param>
internal sealed record StatementProblem(ProblemSeverity Severity, string Code, int? Row = null)
{
    /// <summary>Values for the text.</summary>
    public Dictionary<string, object?> Details { get; init; } = new(StringComparer.Ordinal);

    public StatementProblem With(string name, object? value)
    {
        Details[name] = value;
        return this;
    }
}

/// <summary>What a person chose after a preview that looked wrong, or what this account's last file taught.</summary>
internal sealed record StatementOptions
{
    public static StatementOptions None { get; } = new();

    public TableEncoding? Encoding { get; init; }

    /// <summary>Used when the header reads the same as it did; a mapping chosen now is used in any case.</summary>
    public ColumnMapping? Mapping { get; init; }

    public bool MappingIsChosen { get; init; }
}
