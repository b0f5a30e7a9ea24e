using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>The simple list of shifts open to me: day by day, what I can take first, and why not for the rest.</summary>
internal static class ListOpenShifts
{
    private const int LongestDays = 62;
    private const int DefaultDays = 14;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/my/open-shifts", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        DateOnly? from,
        int? days,
        VolunteerDbContext db,
        SignupFacts facts,
        ShiftView view,
        IClubs clubs,
        ICommunity community,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (days is < 1 or > LongestDays)
        {
            throw new InvalidRequestException("days", FrameworkErrors.Invalid);
        }

        var now = clock.GetUtcNow();
        var first = from ?? (await LocalTime.OfAsync(community, cancellationToken)).Day(now);
        if (first.Year is < 2000 or > 9000)
        {
            throw new InvalidRequestException("from", FrameworkErrors.Invalid);
        }

        var last = first.AddDays((days ?? DefaultDays) - 1);
        var personId = user.RequirePersonId();
        var myClubs = await clubs.ClubsOfAsync(personId, cancellationToken);

        // Shifts of other clubs' members are not mine to see here.
        var shifts = await db.Set<Shift>().AsNoTracking()
            .Where(s => s.LocalDate >= first && s.LocalDate <= last && s.StartsAt > now && s.State == ShiftState.Open
                && db.Set<Duty>().Any(d => d.Id == s.DutyId && d.State == DutyState.Active && (d.WhoMayCome == WhoMayCome.Everyone || myClubs.Contains(d.ClubId))))
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
        if (from is null)
        {
            shifts.InsertRange(0, await MineNowAsync(db, personId, now, cancellationToken));
        }

        var ids = shifts.ConvertAll(s => s.Id);
        var shiftFacts = (await facts.ShiftsAsync(db.Set<Shift>().Where(s => ids.Contains(s.Id)), cancellationToken)).ToDictionary(s => s.Id);
        var person = await facts.PersonAsync(personId, [.. shiftFacts.Values], cancellationToken) ?? throw new NotFoundException();
        var limits = await facts.LimitsAsync(cancellationToken);
        var mine = await view.MineAsync(personId, ids, cancellationToken);
        var placeIds = shifts.Select(s => s.PlaceId).Distinct().ToList();
        var places = await db.Set<Place>().AsNoTracking().Where(p => placeIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var clubCards = await clubs.FindAsync([.. shifts.Select(s => s.ClubId).Distinct()], cancellationToken);

        var items = shifts.Select(shift =>
        {
            var fact = shiftFacts[shift.Id];
            var (cannot, roles) = view.Explain(shift, fact, person, limits, now);
            var entry = mine.GetValueOrDefault(shift.Id);
            return new Item(
                shift.Id,
                shift.LocalDate,
                shift.StartsAt,
                shift.EndsAt,
                shift.Title,
                shift.TitleEn,
                shift.Kind,
                places[shift.PlaceId].Name,
                places[shift.PlaceId].NameEn,
                clubCards.GetValueOrDefault(shift.ClubId)?.Name,
                shift.Places,
                Math.Max(0, shift.Places - shift.Taken),
                roles,
                fact.Risk,
                entry,
                entry is null ? cannot : null);
        });
        return TypedResults.Ok(new Response(first, last, [.. items.OrderBy(item => item.Date).ThenBy(item => item.Cannot is not null)]));
    }

    /// <summary>Where I am expected or am at this moment, so that I can check in and out.</summary>
    private static Task<List<Shift>> MineNowAsync(VolunteerDbContext db, Guid personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var earliest = now - CloseAttendance.Patience;
        return db.Set<Shift>().AsNoTracking()
            .Where(s => s.StartsAt <= now && s.EndsAt > earliest && s.State == ShiftState.Open
                && db.Set<Signup>().Any(u => u.ShiftId == s.Id && u.PersonId == personId && u.State == SignupState.Confirmed)
                && (s.EndsAt > now || db.Set<AttendanceRecord>().Any(r => r.ShiftId == s.Id && r.PersonId == personId && r.Outcome == AttendanceOutcome.CheckedIn)))
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
    }

    public sealed record Response(DateOnly From, DateOnly To, IReadOnlyList<Item> Items);

    /// <param name="Risk">What the person has to accept when signing up; null for nothing.</param>
    public sealed record Item(
        Guid ShiftId,
        DateOnly Date,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        string Title,
        string? TitleEn,
        DutyKind Kind,
        string PlaceName,
        string? PlaceNameEn,
        string? ClubName,
        int Places,
        int PlacesLeft,
        IReadOnlyList<RoleView> Roles,
        string? Risk,
        MyEntry? Mine,
        Reason? Cannot);
}
