using System.Text;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

/// <summary>
/// Bytes to statement. What the file is, its content says. Files that are no statement at all are refused; one that was
/// understood only in part comes back with its problems, so that a preview can show them.
/// </summary>
internal static class StatementReader
{
    public const int MaxFileBytes = 10 * 1024 * 1024;
    public const int MaxLines = 200_000;

    private static readonly TableLimits Limits = new() { MaxFileBytes = MaxFileBytes, MaxDataRows = MaxLines };

    public static StatementDocument Read(byte[] content, string fileName, StatementOptions? options = null)
    {
        options ??= StatementOptions.None;
        if (content.Length > MaxFileBytes)
        {
            throw new BusinessException(FileErrors.TooLarge).With("megabytes", MaxFileBytes / (1024 * 1024));
        }

        return StatementChecks.Check(ReadByContent(content, fileName, options));
    }

    private static StatementDocument ReadByContent(byte[] content, string fileName, StatementOptions options)
    {
        var head = Head(content);
        if (head.Contains("OFXHEADER", StringComparison.OrdinalIgnoreCase) || head.Contains("<OFX>", StringComparison.OrdinalIgnoreCase))
        {
            return OfxStatement.Read(TextFile.Decode(content, options.Encoding));
        }

        if (head.TrimStart().StartsWith('<'))
        {
            return CamtStatement.Read(content);
        }

        if (head.Contains(":20:", StringComparison.Ordinal) && (head.Contains(":60F:", StringComparison.Ordinal) || head.Contains(":60M:", StringComparison.Ordinal)))
        {
            return Mt940Statement.Read(TextFile.Decode(content, options.Encoding));
        }

        return ReadTable(content, fileName, options);
    }

    private static StatementDocument ReadTable(byte[] content, string fileName, StatementOptions options)
    {
        var table = TableReader.Read(content, fileName, Limits, options.Encoding);
        if (table.EncodingIsAGuess && options.Encoding is null)
        {
            table = MorePlausible(table, content, fileName);
        }

        return TableStatement.Read(table, options);
    }

    /// <summary>GBK that is valid UTF-8 and the reverse: the reading in which more titles of a statement appear is the right one.</summary>
    private static Table MorePlausible(Table guess, byte[] content, string fileName)
    {
        var other = guess.DetectedEncoding is TableEncoding.Gb18030 ? TableEncoding.Utf8 : TableEncoding.Gb18030;
        try
        {
            var second = TableReader.Read(content, fileName, Limits, other);
            return TableStatement.Plausibility(second) > TableStatement.Plausibility(guess) ? second : guess;
        }
        catch (BusinessException)
        {
            return guess;
        }
    }

    /// <summary>The beginning, byte by byte, with the zeros of UTF-16 left out: enough to see what it is.</summary>
    private static string Head(byte[] content)
    {
        var head = new StringBuilder();
        foreach (var b in content.AsSpan(0, Math.Min(content.Length, 4096)))
        {
            if (b is not 0 and < 0x80)
            {
                head.Append((char)b);
            }
        }

        return head.ToString();
    }
}
