using System.Globalization;
using System.Text;

namespace Volunteer.Tables.Xlsx;

/// <summary>Excel's own ideas of text, numbers and days.</summary>
internal static class Excel
{
    private const double LastSerial1900 = 2_958_466;
    private const double LastSerial1904 = 2_957_004;
    private const double SecondsPerDay = 86_400;

    /// <summary>Turns <c>_x000D_</c> into the character it stands for, and line ends into \n.</summary>
    public static string Unescape(string text)
    {
        if (text.Contains("_x", StringComparison.Ordinal))
        {
            var plain = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
                    && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    plain.Append((char)code);
                    i += 6;
                }
                else
                {
                    plain.Append(text[i]);
                }
            }

            text = plain.ToString();
        }

        return text.Contains('\r', StringComparison.Ordinal)
            ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : text;
    }

    /// <summary>
    /// The number as digits, never with an exponent. Fifteen significant digits are all that Excel keeps and shows, so
    /// 0.30000000000000004 becomes 0.3.
    /// </summary>
    public static string FormatNumber(double value)
    {
        var short15 = value.ToString("G15", CultureInfo.InvariantCulture);
        if (decimal.TryParse(short15, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return exact.ToString(CultureInfo.InvariantCulture);
        }

        return value.ToString("F0", CultureInfo.InvariantCulture);
    }

    /// <summary>Null when the number is no day of this calendar, such as Excel's invented 29 February 1900.</summary>
    public static (string Text, CellKind Kind)? FormatDate(double serial, NumberFormat format, bool date1904)
    {
        if (serial < 0 || serial >= (date1904 ? LastSerial1904 : LastSerial1900))
        {
            return null;
        }

        // Excel stores clock times as binary fractions; half a second decides what it shows.
        var seconds = (long)Math.Round(serial * SecondsPerDay, MidpointRounding.AwayFromZero);
        var days = (int)(seconds / (long)SecondsPerDay);
        var rest = (int)(seconds % (long)SecondsPerDay);
        if (format == NumberFormat.Duration || (format == NumberFormat.Time && days == 0))
        {
            var hours = seconds / 3600;
            return (string.Create(CultureInfo.InvariantCulture, $"{hours:00}:{seconds / 60 % 60:00}:{seconds % 60:00}"), CellKind.Time);
        }

        if (DayOf(days, date1904) is not { } day)
        {
            return null;
        }

        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (format != NumberFormat.Date && rest != 0)
        {
            text += "T" + new TimeOnly(rest * TimeSpan.TicksPerSecond).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        }

        return (text, CellKind.Date);
    }

    /// <summary>The day behind a serial number; null for 0 and for 60, which Excel takes for 29 February 1900.</summary>
    public static DateOnly? DayOf(int serial, bool date1904)
    {
        if (date1904)
        {
            return new DateOnly(1904, 1, 1).AddDays(serial);
        }

        return serial switch
        {
            0 or 60 => null,
            < 60 => new DateOnly(1899, 12, 31).AddDays(serial),
            _ => new DateOnly(1899, 12, 30).AddDays(serial),
        };
    }
}
