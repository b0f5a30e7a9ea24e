using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Calendars;

namespace Volunteer.Volunteering.Duties;

/// <summary>A year's holidays and make-up workdays as the community knows them, so that a leader sees why a date moves.</summary>
internal static class ListCalendarDays
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/calendar-days", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    /// <param name="year">This year when left out.</param>
    private static async Task<Ok<Response>> HandleAsync(int? year, DutyPlanning planning, CancellationToken cancellationToken)
    {
        var now = await planning.NowAsync(cancellationToken);
        var wanted = year ?? now.Today.Year;
        if (now.Calendar.Years.FirstOrDefault(known => known.Year == wanted) is not { } list)
        {
            return TypedResults.Ok(new Response(wanted, PublishedOn: null, Source: null, []));
        }

        var names = list.Holidays.DistinctBy(holiday => holiday.Key, StringComparer.Ordinal).ToDictionary(holiday => holiday.Key, holiday => holiday.Name, StringComparer.Ordinal);
        var free = list.Holidays.SelectMany(holiday => Days(holiday).Select(day => new Day(day, CalendarDayKind.Holiday, holiday.Name)));
        var workdays = list.MakeUpWorkdays.Select(day => new Day(day.Date.ToDateOnly(), CalendarDayKind.Workday, names.GetValueOrDefault(day.HolidayKey, day.HolidayKey)));
        return TypedResults.Ok(new Response(wanted, list.PublishedOn.ToDateOnly(), list.Source, [.. free.Concat(workdays).OrderBy(day => day.Date)]));
    }

    private static IEnumerable<DateOnly> Days(PublicHoliday holiday)
    {
        for (var day = holiday.From; day <= holiday.To; day = day.PlusDays(1))
        {
            yield return day.ToDateOnly();
        }
    }

    /// <param name="PublishedOn">Null while the year's list is not known.</param>
    public sealed record Response(int Year, DateOnly? PublishedOn, string? Source, IReadOnlyList<Day> Days);

    /// <param name="Name">The holiday's name, on a workday that of the holiday it makes up for.</param>
    public sealed record Day(DateOnly Date, CalendarDayKind Kind, string Name);
}
