namespace Volunteer.Tables.Xlsx;

internal enum NumberFormat
{
    Number,
    Date,
    DateTime,
    Time,

    /// <summary>Hours that do not start again at 24, as in <c>[h]:mm</c>.</summary>
    Duration,
}

internal static class NumberFormats
{
    /// <summary>The formats every workbook has without listing them, with their meaning under Chinese settings.</summary>
    public static NumberFormat BuiltIn(int id) => id switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => NumberFormat.Date,
        22 => NumberFormat.DateTime,
        >= 18 and <= 21 or >= 32 and <= 35 or 45 or 47 or 55 or 56 => NumberFormat.Time,
        46 => NumberFormat.Duration,
        _ => NumberFormat.Number,
    };

    /// <summary>Judges a code such as <c>yyyy"年"m"月"d"日"</c> or <c>[$-804]aaaa</c> by its letters outside quotes.</summary>
    public static NumberFormat Parse(string code)
    {
        var day = false;
        var clock = false;
        var month = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (char.ToLowerInvariant(code[i]))
            {
                case '"':
                    i = EndOf(code, i, '"');
                    break;
                case '[':
                    var end = EndOf(code, i, ']');
                    if (IsElapsed(code.AsSpan(i + 1, Math.Max(0, end - i - 1))))
                    {
                        return NumberFormat.Duration;
                    }

                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'y' or 'd' or 'e' when !IsGeneral(code, i):
                case 'a' when IsWeekday(code, i):
                    day = true;
                    i = EndOfRun(code, i);
                    break;
                case 'h' or 's':
                    clock = true;
                    break;
                case 'm':
                    month = true;
                    break;
                case ';':
                    return Decide(day, month, clock);
            }
        }

        return Decide(day, month, clock);
    }

    private static NumberFormat Decide(bool day, bool month, bool clock) => (day, month, clock) switch
    {
        (true, _, true) => NumberFormat.DateTime,
        (true, _, false) or (false, true, false) => NumberFormat.Date,
        (false, _, true) => NumberFormat.Time,
        _ => NumberFormat.Number,
    };

    private static int EndOf(string code, int start, char mark)
    {
        var end = code.IndexOf(mark, start + 1);
        return end < 0 ? code.Length : end;
    }

    private static int EndOfRun(string code, int start)
    {
        var end = start;
        while (end + 1 < code.Length && code[end + 1] == code[start])
        {
            end++;
        }

        return end;
    }

    private static bool IsElapsed(ReadOnlySpan<char> inside) =>
        !inside.IsEmpty && inside.TrimStart("hHmMsS").IsEmpty;

    /// <summary>The e's of "General" and of the exponent in 0.00E+00 are no years.</summary>
    private static bool IsGeneral(string code, int i) =>
        code[i] is 'e' or 'E' && i + 1 < code.Length && code[i + 1] is '+' or '-' or 'n' or 'r';

    private static bool IsWeekday(string code, int i) =>
        i + 2 < code.Length && char.ToLowerInvariant(code[i + 1]) == 'a' && char.ToLowerInvariant(code[i + 2]) == 'a';
}
