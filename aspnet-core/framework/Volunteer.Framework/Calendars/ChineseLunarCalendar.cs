using System.Globalization;
using NodaTime;
using Volunteer.Recurrence;

namespace Volunteer.Calendars;

/// <summary>Which of two months of the same number a lunar date means in a year that has both (闰月).</summary>
public enum LeapMonth
{
    /// <summary>The ordinary month, as festivals are kept.</summary>
    UseRegular,

    /// <summary>The leap month where the year has it, the ordinary month otherwise.</summary>
    UseLeap,
    Both,
}

/// <summary>A day of the lunar calendar.</summary>
/// <param name="Year">The solar year in which the lunar year begins.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 30.</param>
/// <param name="IsLeapMonth">In the repeated month of that number.</param>
public readonly record struct LunarDate(int Year, int Month, int Day, bool IsLeapMonth);

/// <summary>Chinese lunar dates as solar ones, 1901 to 2100.</summary>
public static class ChineseLunarCalendar
{
    public const int FirstYear = 1901;
    public const int LastYear = 2100;

    private static readonly ChineseLunisolarCalendar Calendar = new();

    /// <summary>The number of the month that the lunar year has twice, or null.</summary>
    public static int? LeapMonthOf(int lunarYear) =>
        IsInRange(lunarYear) && Calendar.GetLeapMonth(lunarYear) is var index && index > 0 ? index - 1 : null;

    public static LunarDate FromSolar(LocalDate date)
    {
        var moment = date.ToDateTimeUnspecified();
        var year = Calendar.GetYear(moment);
        var index = Calendar.GetMonth(moment);
        var leapIndex = Calendar.GetLeapMonth(year);
        return new LunarDate(
            year,
            leapIndex > 0 && index >= leapIndex ? index - 1 : index,
            Calendar.GetDayOfMonth(moment),
            index == leapIndex);
    }

    /// <summary>
    /// The solar dates, in order, of a lunar day that fall in a solar year: usually one; none or two where the lunar day is
    /// near the turn of the year (2022 has two 腊八 and 2023 none). A 30th that the month lacks follows <paramref name="missingDay"/>.
    /// </summary>
    public static IEnumerable<LocalDate> InSolarYear(int year, int month, int day, LeapMonth leap, MissingDay missingDay) =>
        InLunarYear(year - 1, month, day, leap, missingDay)
            .Concat(InLunarYear(year, month, day, leap, missingDay))
            .Where(date => date.Year == year);

    /// <summary>The solar dates, in order, of a lunar day in one lunar year.</summary>
    public static IEnumerable<LocalDate> InLunarYear(int lunarYear, int month, int day, LeapMonth leap, MissingDay missingDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 30);
        return Dates(lunarYear, month, day, leap, missingDay);
    }

    private static IEnumerable<LocalDate> Dates(int lunarYear, int month, int day, LeapMonth leap, MissingDay missingDay)
    {
        if (!IsInRange(lunarYear))
        {
            yield break;
        }

        // Months are numbered through: the leap month pushes all later ones up by one.
        var leapIndex = Calendar.GetLeapMonth(lunarYear);
        var hasLeap = leapIndex == month + 1;
        var regularIndex = leapIndex > 0 && month >= leapIndex ? month + 1 : month;

        if ((!hasLeap || leap != LeapMonth.UseLeap) && Date(lunarYear, regularIndex, day, missingDay) is { } regular)
        {
            yield return regular;
        }

        if (hasLeap && leap != LeapMonth.UseRegular && Date(lunarYear, leapIndex, day, missingDay) is { } repeated)
        {
            yield return repeated;
        }
    }

    private static bool IsInRange(int lunarYear) => lunarYear is >= FirstYear and <= LastYear;

    private static LocalDate? Date(int lunarYear, int monthIndex, int day, MissingDay missingDay)
    {
        var days = Calendar.GetDaysInMonth(lunarYear, monthIndex);
        if (day > days)
        {
            if (missingDay == MissingDay.Skip)
            {
                return null;
            }

            day = days;
        }

        return LocalDate.FromDateTime(Calendar.ToDateTime(lunarYear, monthIndex, day, 0, 0, 0, 0));
    }
}
