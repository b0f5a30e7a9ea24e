using System.Buffers;
using System.Text;

namespace Volunteer.Tables;

/// <summary>
/// UTF-8 with byte order mark, commas, CRLF: what Excel opens correctly by double click. Text that a spreadsheet would run
/// gets an apostrophe in front.
/// </summary>
public static class CsvWriter
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\t\"\r\n");

    public static byte[] Write(OutputSheet sheet)
    {
        using var file = new MemoryStream();
        Write(file, sheet);
        return file.ToArray();
    }

    public static void Write(Stream file, OutputSheet sheet)
    {
        using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        WriteLine(writer, [.. sheet.Columns.Select(column => column.Title)]);
        foreach (var row in sheet.Rows)
        {
            WriteLine(writer, row);
        }
    }

    private static void WriteLine(StreamWriter writer, IReadOnlyList<object?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            WriteCell(writer, OutputText.Number(cells[i]) ?? Neutral(OutputText.Encodable(OutputText.Text(cells[i]))));
        }

        writer.Write("\r\n");
    }

    private static string Neutral(string text) =>
        OutputText.StartsLikeAFormula(text) && !OutputText.IsPlainNumber(text) ? "'" + text : text;

    private static void WriteCell(StreamWriter writer, string text)
    {
        if (!text.AsSpan().ContainsAny(NeedsQuotes))
        {
            writer.Write(text);
            return;
        }

        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
