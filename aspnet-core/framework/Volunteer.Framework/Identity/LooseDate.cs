using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Volunteer.Text;

namespace Volunteer.Identity;

/// <summary>
/// A day as people type it: 1953-2-28, 1953/2/28, 1953.2.28, 1953年2月28日, 19530228, with or without a time behind it, or
/// Excel's serial number. The year comes first and has four digits: everything else would be a guess.
/// </summary>
public static partial class LooseDate
{
    private const int OldestYear = 1900;
    private const int NewestYear = 2199;

    /// <summary>Gives the day, or a code of <see cref="IdentityErrors"/>.</summary>
    public static bool TryParse(string? text, out DateOnly day, [NotNullWhen(false)] out string? problem)
    {
        day = default;
        if (text is not null && TextRules.Check(text, multiLine: true) is { } code)
        {
            problem = code;
            return false;
        }

        var typed = TextRules.Normalise(TextRules.ToHalfWidth(text ?? string.Empty)).Trim('\'', '‘', '’', '`');
        if (typed.Length == 0)
        {
            problem = IdentityErrors.DateMissing;
            return false;
        }

        if (Serial().IsMatch(typed))
        {
            return TryFromExcelSerial(int.Parse(typed, CultureInfo.InvariantCulture), out day, out problem);
        }

        var match = YearMonthDay().Match(typed);
        if (!match.Success)
        {
            match = EightDigits().Match(typed);
        }

        if (!match.Success)
        {
            problem = FindProblem(typed);
            return false;
        }

        problem = Build(Number(match, "year"), Number(match, "month"), Number(match, "day"), out day);
        return problem is null;
    }

    /// <summary>Days since the end of 1899, as unformatted Excel cells show a date.</summary>
    public static bool TryFromExcelSerial(int serial, out DateOnly day, [NotNullWhen(false)] out string? problem)
    {
        day = default;
        // 60 is 29 February 1900, which only Excel knows; before it the count is off by one.
        problem = serial is > 60 and < 110_000 ? null : IdentityErrors.DateFormat;
        if (problem is null)
        {
            day = new DateOnly(1899, 12, 30).AddDays(serial);
        }

        return problem is null;
    }

    private static string? Build(int year, int month, int dayOfMonth, out DateOnly day)
    {
        day = default;
        if (month is < 1 or > 12 || dayOfMonth < 1)
        {
            return IdentityErrors.DateNoSuchDay;
        }

        if (year is < OldestYear or > NewestYear)
        {
            return IdentityErrors.DateOutOfRange;
        }

        if (dayOfMonth > DateTime.DaysInMonth(year, month))
        {
            return IdentityErrors.DateNoSuchDay;
        }

        day = new DateOnly(year, month, dayOfMonth);
        return null;
    }

    private static string FindProblem(string typed)
    {
        if (Lunar().IsMatch(typed))
        {
            return IdentityErrors.DateLunar;
        }

        return Incomplete().IsMatch(typed) ? IdentityErrors.DateIncomplete : IdentityErrors.DateFormat;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]{5}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Serial();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4}) ?[\-/.年、–—] ?(?<month>[0-9]{1,2}) ?[\-/.月、–—] ?(?<day>[0-9]{1,2}) ?[日号.]?(?:[T ]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex YearMonthDay();

    [GeneratedRegex("^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"^[0-9]{4}( ?[\-/.年] ?([0-9]{1,2}( ?月)?)?)?$|^[0-9]{6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Incomplete();

    [GeneratedRegex("农历|阴历|旧历|腊月|正月|冬月|闰|初[一二三四五六七八九十]|廿", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lunar();
}
