namespace Volunteer.Tables;

/// <summary>What a table file may cost us. Everything is checked before or while reading, never afterwards.</summary>
public sealed record TableLimits
{
    public static TableLimits Default { get; } = new();

    public int MaxFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Sum of the unpacked sizes of all parts of an xlsx file, also of those we never open.</summary>
    public long MaxUnpackedBytes { get; init; } = 100L * 1024 * 1024;

    /// <summary>Unpacked to packed, looked at only for parts above 1 MB: small repetitive parts pack well and harm nobody.</summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>Rows that carry anything, one header row not counted.</summary>
    public int MaxDataRows { get; init; } = 20_000;

    public int MaxColumns { get; init; } = 100;

    public int MaxCellCharacters { get; init; } = 2_000;

    public int MaxSharedStrings { get; init; } = 200_000;

    /// <summary>25 million UTF-16 characters are 50 MB.</summary>
    public int MaxSharedStringCharacters { get; init; } = 25_000_000;

    /// <summary>All cells of the table together.</summary>
    public int MaxTotalCharacters { get; init; } = 20_000_000;
}
