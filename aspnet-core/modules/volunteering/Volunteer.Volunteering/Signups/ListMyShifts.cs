using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>What I have promised, wait for or was offered, and what I did in the past thirty days.</summary>
internal static class ListMyShifts
{
    private const int PastDays = 30;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/shifts", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, ShiftView view, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var now = clock.GetUtcNow();
        var since = now.AddDays(-PastDays);
        var rows = await db.Set<Signup>().AsNoTracking()
            .Where(s => s.PersonId == personId)
            .Join(db.Set<Shift>(), s => s.ShiftId, shift => shift.Id, (s, shift) => new { Signup = s, Shift = shift })
            .Where(row => row.Shift.EndsAt > since
                && (row.Signup.State == SignupState.Confirmed
                    || (row.Shift.EndsAt > now && (row.Signup.State == SignupState.Offered || row.Signup.State == SignupState.Waitlisted || row.Signup.State == SignupState.Cancelled))))
            .Join(db.Set<Place>(), row => row.Shift.PlaceId, place => place.Id, (row, place) => new { row.Signup, row.Shift, Place = place })
            .ToListAsync(cancellationToken);
        var mine = await view.MineAsync(personId, rows.ConvertAll(row => row.Shift.Id), cancellationToken);

        // A cancelled entry is no news where the person has a place again.
        var items = rows.Where(row => row.Signup.IsLive || !mine.ContainsKey(row.Shift.Id))
            .Select(row => new Item(
                row.Shift.Id,
                row.Shift.LocalDate,
                row.Shift.StartsAt,
                row.Shift.EndsAt,
                row.Shift.Title,
                row.Shift.TitleEn,
                row.Place.Name,
                row.Place.NameEn,
                row.Shift.State,
                row.Shift.ChangeReason,
                mine.GetValueOrDefault(row.Shift.Id) ?? ShiftView.Entry(row.Signup, ahead: 0)))
            .ToList();
        return TypedResults.Ok(new Response(
            [.. items.Where(item => item.EndsAt > now).OrderBy(item => item.StartsAt)],
            [.. items.Where(item => item.EndsAt <= now).OrderByDescending(item => item.StartsAt)]));
    }

    public sealed record Response(IReadOnlyList<Item> Upcoming, IReadOnlyList<Item> Past);

    /// <param name="ChangeReason">Why the shift was moved or cancelled.</param>
    public sealed record Item(
        Guid ShiftId,
        DateOnly Date,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        string Title,
        string? TitleEn,
        string PlaceName,
        string? PlaceNameEn,
        ShiftState ShiftState,
        string? ChangeReason,
        MyEntry Mine);
}
