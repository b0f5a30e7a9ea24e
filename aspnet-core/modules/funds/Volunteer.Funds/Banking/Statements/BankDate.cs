using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Tables;

namespace Volunteer.Funds.Banking.Statements;

internal enum DateOrder
{
    /// <summary>As the file shows: a 31 in front is a day.</summary>
    AsFound,
    DayFirst,
    MonthFirst,
}

/// <summary>Dates and times as banks print them; impossible ones are refused, not rolled over.</summary>
internal static partial class BankDate
{
    /// <summary>Days that a spreadsheet counts from the end of 1899: 1982 to 2064.</summary>
    private const double FirstSerial = 30_000;
    private const double LastSerial = 60_000;

    public static bool TryRead(TableCell cell, DateOrder order, out DateOnly date, out TimeOnly? time)
    {
        date = default;
        time = null;
        var text = Plain(cell.Text);
        if (IsSerial(text, cell.Kind) is { } serial)
        {
            var moment = DateTime.FromOADate(serial);
            date = DateOnly.FromDateTime(moment);
            time = serial % 1 == 0 ? null : TimeOnly.FromDateTime(moment);
            return true;
        }

        if (YearFirst().Match(text) is { Success: true } parts)
        {
            return TryMake(parts, "y", "m", "d", ref date) && TryTime(parts.Groups["time"].Value, ref time);
        }

        if (YearLast().Match(text) is { Success: true } slashed)
        {
            var (month, day) = order is DateOrder.DayFirst ? ("b", "a") : ("a", "b");
            return TryMake(slashed, "y", month, day, ref date) && TryTime(slashed.Groups["time"].Value, ref time);
        }

        return false;
    }

    public static bool TryReadTime(string text, out TimeOnly? time)
    {
        time = null;
        return TryTime(Plain(text), ref time);
    }

    /// <summary>What the column itself says about 03/04/2026: null when nothing in it tells, and it matters.</summary>
    public static DateOrder? FindOrder(IEnumerable<TableCell> cells)
    {
        var (any, dayFirst, monthFirst) = (false, false, false);
        foreach (var cell in cells)
        {
            if (YearLast().Match(Plain(cell.Text)) is { Success: true } parts)
            {
                any = true;
                dayFirst |= Number(parts, "a") > 12;
                monthFirst |= Number(parts, "b") > 12;
            }
        }

        return (any, dayFirst, monthFirst) switch
        {
            (false, _, _) => DateOrder.AsFound,
            (true, true, false) => DateOrder.DayFirst,
            (true, false, true) => DateOrder.MonthFirst,
            _ => null,
        };
    }

    private static double? IsSerial(string text, CellKind kind) =>
        (kind is CellKind.Number || SerialText().IsMatch(text))
        && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
        && serial is >= FirstSerial and < LastSerial
            ? serial
            : null;

    private static bool TryMake(Match parts, string year, string month, string day, ref DateOnly date)
    {
        var (y, m, d) = (Number(parts, year), Number(parts, month), Number(parts, day));
        if (y is < 1990 or > 2100 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryTime(string text, ref TimeOnly? time)
    {
        if (text.Length == 0)
        {
            return true;
        }

        // A spreadsheet has taken the zero off 041300.
        var digits = text.Contains(':', StringComparison.Ordinal) || text.Length is < 3 or > 6 || !text.All(char.IsAsciiDigit) ? null : text.PadLeft(text.Length <= 4 ? 4 : 6, '0');
        var fits = digits is null
            ? TimeOnly.TryParseExact(text, ["H:mm:ss", "H:mm", "H:mm:ss.fff"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            : TimeOnly.TryParseExact(digits, digits.Length == 4 ? "HHmm" : "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out read);
        time = fits ? read : null;
        return fits;
    }

    private static int Number(Match parts, string group) => int.Parse(parts.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Plain(string text) => text.Normalize(NormalizationForm.FormKC).Trim().Trim('\uFEFF', '[', ']', '\'').Trim();

    [GeneratedRegex(@"^(?<y>\d{4})(?:(?<m>\d{2})(?<d>\d{2})|(?<s>[-/.])(?<m>\d{1,2})\k<s>(?<d>\d{1,2})|年(?<m>\d{1,2})月(?<d>\d{1,2})日)(?:[T ]*(?<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d{3})?)?|(?<=[T ])\d{6}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<a>\d{1,2})(?<s>[-/.])(?<b>\d{1,2})\k<s>(?<y>\d{4})(?: +(?<time>\d{1,2}:\d{2}(?::\d{2})?))?$", RegexOptions.CultureInvariant)]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^\d{5}(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex SerialText();
}
