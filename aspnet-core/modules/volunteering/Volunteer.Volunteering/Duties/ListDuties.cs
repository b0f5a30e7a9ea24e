using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Volunteer.Organizations;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>Duties of the clubs that the caller may act for, each with its next date.</summary>
internal static class ListDuties
{
    private const int LargestPage = 200;
    private const int LastPage = 100_000;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/duties", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        ClubScope scope,
        IClubs clubs,
        TimeProvider clock,
        CancellationToken cancellationToken,
        Guid? clubId = null,
        DutyState? state = null,
        int page = 1,
        int pageSize = 50)
    {
        var duties = db.Set<Duty>().AsNoTracking();
        if (await scope.MineAsync(cancellationToken) is { } mine)
        {
            var ids = mine.ToList();
            duties = duties.Where(duty => ids.Contains(duty.ClubId));
        }

        duties = clubId is { } club ? duties.Where(duty => duty.ClubId == club) : duties;
        duties = state is { } wanted ? duties.Where(duty => duty.State == wanted) : duties;
        var total = await duties.CountAsync(cancellationToken);
        var size = Math.Clamp(pageSize, 1, LargestPage);
        var rows = await duties
            .OrderBy(duty => duty.State == DutyState.Ended).ThenBy(duty => duty.Title).ThenBy(duty => duty.Id)
            .Skip((Math.Clamp(page, 1, LastPage) - 1) * size).Take(size)
            .ToListAsync(cancellationToken);

        var found = rows.Select(duty => duty.Id).ToList();
        var now = clock.GetUtcNow();
        var next = await db.Set<Shift>()
            .Where(shift => found.Contains(shift.DutyId) && shift.StartsAt > now && shift.State == ShiftState.Open)
            .GroupBy(shift => shift.DutyId)
            .Select(group => new { DutyId = group.Key, StartsAt = group.Min(shift => shift.StartsAt) })
            .ToDictionaryAsync(row => row.DutyId, row => row.StartsAt, cancellationToken);
        var waiting = await db.Set<Shift>()
            .Where(shift => found.Contains(shift.DutyId) && shift.StartsAt > now && (shift.State == ShiftState.NeedsDecision || shift.Review != null))
            .GroupBy(shift => shift.DutyId)
            .Select(group => new { DutyId = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.DutyId, row => row.Count, cancellationToken);
        var names = await clubs.FindAsync([.. rows.Select(duty => duty.ClubId).Distinct()], cancellationToken);
        var placeIds = rows.Select(duty => duty.PlaceId).Distinct().ToList();
        var places = await db.Set<Place>().Where(place => placeIds.Contains(place.Id)).ToDictionaryAsync(place => place.Id, place => place.Name, cancellationToken);

        return TypedResults.Ok(new Response(
            [
                .. rows.Select(duty => new Item(
                    duty.Id,
                    duty.ClubId,
                    names.GetValueOrDefault(duty.ClubId)?.Name ?? string.Empty,
                    duty.Title,
                    duty.TitleEn,
                    duty.Kind,
                    duty.State,
                    duty.ClubRests,
                    SummaryOf(duty),
                    duty.StartTime,
                    duty.Minutes,
                    duty.EndDate,
                    places.GetValueOrDefault(duty.PlaceId, string.Empty),
                    duty.Places + duty.Roles.Sum(role => role.Places),
                    next.TryGetValue(duty.Id, out var startsAt) ? startsAt : null,
                    waiting.GetValueOrDefault(duty.Id))),
            ],
            total));
    }

    /// <summary>Null for a rule that this version no longer reads.</summary>
    public static RecurrenceSummary? SummaryOf(Duty duty) =>
        DutyRule.TryParse(duty.Rule, out var rule, out _) ? RecurrenceSummary.Of(rule, LocalDate.FromDateOnly(duty.StartDate)) : null;

    public sealed record Response(List<Item> Items, int Total);

    /// <param name="Places">All places of one date, those of roles included.</param>
    /// <param name="ToDecide">Dates that wait for somebody's decision.</param>
    public sealed record Item(
        Guid Id,
        Guid ClubId,
        string ClubName,
        string Title,
        string? TitleEn,
        DutyKind Kind,
        DutyState State,
        bool ClubRests,
        RecurrenceSummary? Rule,
        TimeOnly StartTime,
        int Minutes,
        DateOnly? EndDate,
        string PlaceName,
        int Places,
        DateTimeOffset? NextStartsAt,
        int ToDecide);
}
