using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Volunteer.Calendars;
using Volunteer.Organizations;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;

namespace Volunteer.Volunteering.Shifts;

/// <summary>All shifts of a week or month with the holidays in it, for whoever plans.</summary>
internal static class ShowCalendar
{
    private const int MostDays = 62;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/calendar", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<Response>> HandleAsync(
        DateOnly from,
        DateOnly to,
        VolunteerDbContext db,
        ClubScope scope,
        IClubs clubs,
        CommunityCalendar calendars,
        CancellationToken cancellationToken,
        Guid? clubId = null)
    {
        RequireRange(from, to);
        var shifts = db.Set<Shift>().AsNoTracking().Where(shift => shift.LocalDate >= from && shift.LocalDate <= to);
        if (await scope.MineAsync(cancellationToken) is { } mine)
        {
            var ids = mine.ToList();
            shifts = shifts.Where(shift => ids.Contains(shift.ClubId));
        }

        shifts = clubId is { } club ? shifts.Where(shift => shift.ClubId == club) : shifts;
        var rows = await shifts.OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).ToListAsync(cancellationToken);
        var names = await clubs.FindAsync([.. rows.Select(shift => shift.ClubId).Distinct()], cancellationToken);
        var places = await PlacesAsync(db, rows, cancellationToken);
        var waiting = await WaitingAsync(db, shifts, cancellationToken);
        return TypedResults.Ok(new Response(
            Days(await calendars.GetAsync(cancellationToken), from, to),
            rows.ConvertAll(shift => new Item(
                shift.Id,
                shift.DutyId,
                shift.ClubId,
                names.GetValueOrDefault(shift.ClubId)?.Name ?? string.Empty,
                shift.Title,
                shift.TitleEn,
                shift.Kind,
                places.GetValueOrDefault(shift.PlaceId, string.Empty),
                shift.LocalDate,
                shift.StartsAt,
                shift.EndsAt,
                shift.State,
                shift.CancelledBy,
                shift.Review,
                shift.HolidayName,
                shift.OriginalDate != shift.LocalDate ? shift.OriginalDate : null,
                shift.Places + shift.Roles.Sum(role => role.Places),
                shift.Taken + shift.Roles.Sum(role => role.Taken),
                waiting.GetValueOrDefault(shift.Id)))));
    }

    public static void RequireRange(DateOnly from, DateOnly to)
    {
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
        {
            throw new InvalidRequestException("to", VolunteeringErrors.RangeInvalid).With("days", MostDays);
        }
    }

    /// <summary>Only the days that are not what their weekday says.</summary>
    public static List<Day> Days(WorkingCalendar calendar, DateOnly from, DateOnly to) =>
    [
        .. Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1)
            .Select(number => LocalDate.FromDateOnly(DateOnly.FromDayNumber(number)))
            .Where(day => calendar.IsHoliday(day) || calendar.IsMakeUpWorkday(day))
            .Select(day => new Day(day.ToDateOnly(), calendar.IsMakeUpWorkday(day) ? CalendarDayKind.Workday : CalendarDayKind.Holiday, calendar.HolidayName(day)!, calendar.HolidayKey(day)!)),
    ];

    public static Task<Dictionary<Guid, string>> PlacesAsync(VolunteerDbContext db, IEnumerable<Shift> shifts, CancellationToken cancellationToken)
    {
        var ids = shifts.Select(shift => shift.PlaceId).Distinct().ToList();
        return db.Set<Place>().Where(place => ids.Contains(place.Id)).ToDictionaryAsync(place => place.Id, place => place.Name, cancellationToken);
    }

    private static Task<Dictionary<Guid, int>> WaitingAsync(VolunteerDbContext db, IQueryable<Shift> shifts, CancellationToken cancellationToken) => db.Set<Signups.Signup>()
        .Where(signup => signup.State == Signups.SignupState.Waitlisted && shifts.Any(shift => shift.Id == signup.ShiftId))
        .GroupBy(signup => signup.ShiftId)
        .Select(group => new { ShiftId = group.Key, Count = group.Count() })
        .ToDictionaryAsync(row => row.ShiftId, row => row.Count, cancellationToken);

    /// <param name="Days">Holidays and make-up workdays in the range.</param>
    public sealed record Response(List<Day> Days, List<Item> Shifts);

    /// <param name="HolidayName">The holiday, on a workday the one it makes up for.</param>
    /// <param name="HolidayKey">Its translation key.</param>
    public sealed record Day(DateOnly Date, CalendarDayKind Kind, string HolidayName, string HolidayKey);

    /// <param name="MovedFrom">The date that the rule gave, where it is another.</param>
    public sealed record Item(
        Guid ShiftId,
        Guid DutyId,
        Guid ClubId,
        string ClubName,
        string Title,
        string? TitleEn,
        DutyKind Kind,
        string PlaceName,
        DateOnly LocalDate,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ShiftState State,
        CancelCause? CancelledBy,
        ReviewReason? Review,
        string? HolidayName,
        DateOnly? MovedFrom,
        int Places,
        int Taken,
        int Waiting);
}
