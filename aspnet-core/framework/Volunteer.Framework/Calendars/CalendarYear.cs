using NodaTime;

namespace Volunteer.Calendars;

/// <summary>One year's list of days off and make-up workdays (调休), as the State Council publishes it each November.</summary>
/// <param name="Year">The year the list is for; a few of its days may lie in the years beside it.</param>
/// <param name="PublishedOn">Of two lists for one year the later one counts.</param>
/// <param name="Source">Where the list can be read.</param>
/// <param name="Holidays">Days off, weekends within them included.</param>
/// <param name="MakeUpWorkdays">Weekend days on which people work.</param>
public sealed record CalendarYear(
    int Year,
    LocalDate PublishedOn,
    string Source,
    IReadOnlyList<PublicHoliday> Holidays,
    IReadOnlyList<MakeUpWorkday> MakeUpWorkdays);

/// <summary>Days off in a row.</summary>
/// <param name="Key">Stable key for translations, e.g. <c>SpringFestival</c>.</param>
/// <param name="Name">The official name, e.g. 春节.</param>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off.</param>
public sealed record PublicHoliday(string Key, string Name, LocalDate From, LocalDate To);

/// <summary>A working day in place of one that a holiday gave (调休).</summary>
/// <param name="Date">A weekend day on which people work.</param>
/// <param name="HolidayKey">The holiday that it makes up for.</param>
public sealed record MakeUpWorkday(LocalDate Date, string HolidayKey);
