using System.Collections.Frozen;
using NodaTime;

namespace Volunteer.Calendars;

/// <summary>
/// Working days from dated data: weekends, public holidays and make-up workdays. For a year whose list is not known
/// (<see cref="IsKnown"/>) only weekends are off. Immutable; a newer list makes a new calendar (<see cref="With"/>).
/// </summary>
public sealed class WorkingCalendar
{
    /// <summary>Bounds every search, so that a senseless list cannot make one run on.</summary>
    private const int LongestBreakInDays = 366;

    private static readonly Lazy<WorkingCalendar> BuiltInChina = new(() => new WorkingCalendar(CalendarFile.ReadChina()));

    private readonly FrozenDictionary<LocalDate, PublicHoliday> _holidays;
    private readonly FrozenDictionary<LocalDate, PublicHoliday> _makeUpWorkdays;

    public WorkingCalendar(IEnumerable<CalendarYear> years)
    {
        Years = [.. years
            .GroupBy(year => year.Year)
            .Select(sameYear => sameYear.MaxBy(year => year.PublishedOn)!)
            .OrderBy(year => year.Year)];

        var holidays = new Dictionary<LocalDate, PublicHoliday>();
        var makeUpWorkdays = new Dictionary<LocalDate, PublicHoliday>();
        foreach (var year in Years)
        {
            AddYear(year, holidays, makeUpWorkdays);
        }

        if (makeUpWorkdays.Keys.Any(holidays.ContainsKey))
        {
            throw new ArgumentException("A day is both a holiday and a make-up workday.", nameof(years));
        }

        _holidays = holidays.ToFrozenDictionary();
        _makeUpWorkdays = makeUpWorkdays.ToFrozenDictionary();
    }

    /// <summary>Mainland China with the lists that this version ships.</summary>
    public static WorkingCalendar China => BuiltInChina.Value;

    /// <summary>The lists in force, by year.</summary>
    public IReadOnlyList<CalendarYear> Years { get; }

    /// <summary>Reads lists in the format of the embedded file, e.g. one that an administrator uploads in November.</summary>
    /// <exception cref="FormatException">The text is not such a list.</exception>
    public static IReadOnlyList<CalendarYear> ReadYears(string json) => CalendarFile.Read(json);

    /// <summary>This calendar with more lists; for the same year the one published later counts.</summary>
    public WorkingCalendar With(IEnumerable<CalendarYear> years) => new(Years.Concat(years));

    public bool IsKnown(int year) => Years.Any(known => known.Year == year);

    public bool IsHoliday(LocalDate date) => _holidays.ContainsKey(date);

    /// <summary>The official name of the holiday that this day belongs to or makes up for; null for any other day.</summary>
    public string? HolidayName(LocalDate date) => Holiday(date)?.Name;

    /// <summary>The translation key of the holiday that this day belongs to or makes up for; null for any other day.</summary>
    public string? HolidayKey(LocalDate date) => Holiday(date)?.Key;

    public bool IsMakeUpWorkday(LocalDate date) => _makeUpWorkdays.ContainsKey(date);

    public bool IsWorkingDay(LocalDate date) => IsMakeUpWorkday(date) || (!IsWeekend(date) && !IsHoliday(date));

    /// <summary>The day by which <paramref name="days"/> working days have gone by; the given day itself does not count. Negative goes back.</summary>
    public LocalDate AddWorkingDays(LocalDate date, int days)
    {
        var step = Math.Sign(days);
        var idle = 0;
        while (days != 0)
        {
            date = date.PlusDays(step);
            if (IsWorkingDay(date))
            {
                days -= step;
                idle = 0;
            }
            else if (++idle > LongestBreakInDays)
            {
                throw new InvalidOperationException($"No working day within a year of {date}.");
            }
        }

        return date;
    }

    public static bool IsWeekend(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static void AddYear(CalendarYear year, Dictionary<LocalDate, PublicHoliday> holidays, Dictionary<LocalDate, PublicHoliday> makeUpWorkdays)
    {
        foreach (var holiday in year.Holidays)
        {
            if (holiday.To < holiday.From || Period.DaysBetween(holiday.From, holiday.To) > 30)
            {
                throw new ArgumentException($"{holiday.Key} of {year.Year} does not run from a day to a later one.", nameof(year));
            }

            for (var date = holiday.From; date <= holiday.To; date = date.PlusDays(1))
            {
                holidays.TryAdd(date, holiday);
            }
        }

        foreach (var workday in year.MakeUpWorkdays)
        {
            if (!IsWeekend(workday.Date))
            {
                throw new ArgumentException($"{workday.Date} is not a weekend day.", nameof(year));
            }

            makeUpWorkdays[workday.Date] = year.Holidays.FirstOrDefault(holiday => holiday.Key == workday.HolidayKey)
                ?? throw new ArgumentException($"{workday.Date} makes up for {workday.HolidayKey}, which the list of {year.Year} lacks.", nameof(year));
        }
    }

    private PublicHoliday? Holiday(LocalDate date) => _holidays.GetValueOrDefault(date) ?? _makeUpWorkdays.GetValueOrDefault(date);
}
