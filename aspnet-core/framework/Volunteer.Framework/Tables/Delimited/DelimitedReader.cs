using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Volunteer.Tables.Delimited;

internal static class DelimitedReader
{
    private const int LinesLookedAt = 40;

    /// <summary>What Excel itself could write in one line; more than that is no table.</summary>
    private const int MaxDelimitersInALine = CellReference.LastColumn;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    public static Table Read(byte[] content, string fileName, TableLimits limits, TableEncoding? chosen)
    {
        var decoded = TextDecoder.Decode(content, chosen);
        var text = decoded.Text;
        RefuseOtherFormats(text);

        var skipped = 0;
        if (!TryReadSeparatorLine(text, out var delimiter, out var start))
        {
            delimiter = FindDelimiter(text, fileName);
        }
        else
        {
            skipped = 1;
        }

        RefuseEndlessLines(text, delimiter, limits);
        return new Table
        {
            Rows = ReadRows(text, start, skipped, delimiter, limits),
            Format = TableFormat.Delimited,
            DetectedEncoding = decoded.Encoding,
            EncodingIsAGuess = decoded.IsAGuess,
            Delimiter = delimiter,
        };
    }

    private static IReadOnlyList<TableRow> ReadRows(string text, int start, int skipped, char delimiter, TableLimits limits)
    {
        var collector = new RowCollector(limits);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            HasHeaderRecord = false,
            // Blank lines count, so that row numbers stay those that Excel shows.
            IgnoreBlankLines = false,
            // A stray quote in the middle of a cell is kept as a character.
            BadDataFound = null,
            CacheFields = true,
        };
        using var reader = new StringReader(text[start..]);
        using var parser = new CsvParser(reader, configuration);
        while (parser.Read())
        {
            var row = parser.Row + skipped;
            for (var column = 0; column < parser.Count; column++)
            {
                collector.Add(Clean(parser[column]), CellKind.Text, row, column);
            }

            collector.EndRow(row);
        }

        return collector.Rows;
    }

    private static string Clean(string text) => text.Contains('\r', StringComparison.Ordinal)
        ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
        : text;

    /// <summary>
    /// Many systems call an HTML page ".xls". And a binary file that happens to decode is full of control characters; a few
    /// of them in a real table are reported cell by cell instead.
    /// </summary>
    private static void RefuseOtherFormats(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("<"))
        {
            throw new BusinessException(FileErrors.NotASpreadsheet);
        }

        var controls = 0;
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not ('\r' or '\n' or '\t'))
            {
                controls++;
            }
        }

        if (controls > 8 && controls > text.Length / 20)
        {
            throw new BusinessException(FileErrors.NotASpreadsheet);
        }
    }

    /// <summary>Excel's own hint in the first line: <c>sep=;</c>.</summary>
    private static bool TryReadSeparatorLine(string text, out char delimiter, out int start)
    {
        delimiter = ',';
        start = 0;
        if (text.Length < 6 || !text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            || !Delimiters.Contains(text[4]) || text[5] is not ('\r' or '\n'))
        {
            return false;
        }

        delimiter = text[4];
        start = text.AsSpan(5).StartsWith("\r\n") ? 7 : 6;
        return true;
    }

    /// <summary>
    /// The delimiter that occurs most regularly: how many of the first lines agree on a number of it, times that number.
    /// A preamble, as bank statements have, or decimal commas do not outvote the table itself.
    /// </summary>
    private static char FindDelimiter(string text, string fileName)
    {
        var counts = CountDelimiters(text);
        var best = fileName.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        var bestScore = 0;
        for (var i = 0; i < Delimiters.Length; i++)
        {
            var score = counts
                .Select(line => line[i])
                .Where(count => count > 0)
                .GroupBy(count => count)
                .Select(same => same.Key * same.Count())
                .DefaultIfEmpty()
                .Max();
            if (score > bestScore || (score == bestScore && score > 0 && Delimiters[i] == best))
            {
                best = Delimiters[i];
                bestScore = score;
            }
        }

        return best;
    }

    private static List<int[]> CountDelimiters(string text)
    {
        var lines = new List<int[]>();
        var line = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is '\n' or '\r')
            {
                lines.Add(line);
                line = new int[Delimiters.Length];
                if (lines.Count == LinesLookedAt)
                {
                    return lines;
                }
            }
            else if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and var index)
            {
                line[index]++;
            }
        }

        lines.Add(line);
        return lines;
    }

    /// <summary>The parser remembers every field of a line; ten million commas would cost it hundreds of megabytes.</summary>
    private static void RefuseEndlessLines(string text, char delimiter, TableLimits limits)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Count(delimiter) > MaxDelimitersInALine)
            {
                throw new BusinessException(FileErrors.TooManyColumns).With("limit", limits.MaxColumns);
            }
        }
    }
}
