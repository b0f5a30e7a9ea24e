using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Shifts;

/// <summary>The shifts I have or wait for in a week or month, with the holidays in it.</summary>
internal static class ShowMyCalendar
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/calendar", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        DateOnly from,
        DateOnly to,
        VolunteerDbContext db,
        ICurrentUser user,
        CommunityCalendar calendars,
        CancellationToken cancellationToken)
    {
        ShowCalendar.RequireRange(from, to);
        var me = user.RequirePersonId();
        var rows = await db.Set<Signup>().AsNoTracking()
            .Where(signup => signup.PersonId == me
                && (signup.State == SignupState.Confirmed || signup.State == SignupState.Offered || signup.State == SignupState.Waitlisted))
            .Join(db.Set<Shift>().AsNoTracking(), signup => signup.ShiftId, shift => shift.Id, (signup, shift) => new { signup.State, signup.NeedsReconfirmation, Shift = shift })
            .Where(row => row.Shift.LocalDate >= from && row.Shift.LocalDate <= to)
            .OrderBy(row => row.Shift.StartsAt)
            .ToListAsync(cancellationToken);
        var places = await ShowCalendar.PlacesAsync(db, rows.Select(row => row.Shift), cancellationToken);
        return TypedResults.Ok(new Response(
            ShowCalendar.Days(await calendars.GetAsync(cancellationToken), from, to),
            rows.ConvertAll(row => new Item(
                row.Shift.Id,
                row.Shift.Title,
                row.Shift.TitleEn,
                places.GetValueOrDefault(row.Shift.PlaceId, string.Empty),
                row.Shift.LocalDate,
                row.Shift.StartsAt,
                row.Shift.EndsAt,
                row.Shift.State,
                row.State,
                row.NeedsReconfirmation))));
    }

    public sealed record Response(List<ShowCalendar.Day> Days, List<Item> Shifts);

    /// <param name="Mine">Whether I have the place, am offered one or wait.</param>
    /// <param name="NeedsReconfirmation">It was moved since I said yes.</param>
    public sealed record Item(
        Guid ShiftId,
        string Title,
        string? TitleEn,
        string PlaceName,
        DateOnly LocalDate,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ShiftState State,
        SignupState Mine,
        bool NeedsReconfirmation);
}
