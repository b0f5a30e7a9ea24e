using System.Globalization;
using System.Text;

namespace Volunteer.Tables;

/// <summary>
/// A simple table to hand out: a template, an export. Cells may be text, whole numbers, <see cref="decimal"/>,
/// <see cref="DateOnly"/>, <see cref="DateTime"/> (already in the community's zone), <see cref="bool"/> or null.
/// </summary>
public sealed record OutputSheet(
    string Name,
    IReadOnlyList<OutputColumn> Columns,
    IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>
/// <paramref name="AsText"/> makes the whole column a text column, also the rows people fill in later: ID numbers and
/// phones typed there keep all their digits. <paramref name="Width"/> is in characters.
/// </summary>
public sealed record OutputColumn(string Title, double Width = 16, bool AsText = false);

/// <summary>What both writers agree on.</summary>
internal static class OutputText
{
    /// <summary>Excel keeps 15 digits of a number; longer ones are only safe as text.</summary>
    private const long LastExactNumber = 999_999_999_999_999;

    /// <summary>The number of a typed cell, or null when the cell has to be text.</summary>
    public static string? Number(object? value) => value switch
    {
        byte or short or int or uint => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        long number and >= -LastExactNumber and <= LastExactNumber => number.ToString(CultureInfo.InvariantCulture),
        decimal number and >= -LastExactNumber and <= LastExactNumber => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    public static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool flag => flag ? "TRUE" : "FALSE",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>Spreadsheets run what begins like this, also behind white space, and Chinese input methods type the wide forms.</summary>
    public static bool StartsLikeAFormula(string text)
    {
        if (text.Length == 0)
        {
            return false;
        }

        var visible = text.AsSpan().TrimStart();
        return text[0] is '\t' or '\r' or '\n' || (visible.Length > 0 && visible[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠');
    }

    /// <summary>-3 and +8613800138000 begin like formulas and are none.</summary>
    public static bool IsPlainNumber(string text)
    {
        var digits = text.AsSpan(text.Length > 0 && text[0] is '+' or '-' ? 1 : 0);
        var point = digits.IndexOf('.');
        return digits.Length > 0
            && point != 0
            && point != digits.Length - 1
            && !digits[..Math.Max(0, point)].ContainsAnyExceptInRange('0', '9')
            && !digits[(point + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Drops half characters, which no encoder accepts, and NUL, on which readers stop.</summary>
    public static string Encodable(string text)
    {
        var isFine = true;
        foreach (var c in text)
        {
            isFine &= c != '\0' && !char.IsSurrogate(c);
        }

        if (isFine)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != 0 && (rune != Rune.ReplacementChar))
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }
}
