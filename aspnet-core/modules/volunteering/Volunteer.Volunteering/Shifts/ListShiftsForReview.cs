using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Shifts;

/// <summary>Dates to come that wait for a decision: on a holiday where the duty asks, or with people on them though they no longer fit.</summary>
internal static class ListShiftsForReview
{
    private const int Most = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/shifts/review", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<List<Item>>> HandleAsync(VolunteerDbContext db, ClubScope scope, DutyPlanning planning, CancellationToken cancellationToken)
    {
        var plan = await planning.NowAsync(cancellationToken);
        var shifts = db.Set<Shift>().AsNoTracking().Where(shift => shift.StartsAt > plan.Now && (shift.State == ShiftState.NeedsDecision || shift.Review != null));
        if (await scope.MineAsync(cancellationToken) is { } mine)
        {
            var ids = mine.ToList();
            shifts = shifts.Where(shift => ids.Contains(shift.ClubId));
        }

        var rows = await shifts.OrderBy(shift => shift.StartsAt).ThenBy(shift => shift.Id).Take(Most).ToListAsync(cancellationToken);
        var dutyIds = rows.Select(shift => shift.DutyId).Distinct().ToList();
        var duties = await db.Set<Duty>().AsNoTracking().Where(duty => dutyIds.Contains(duty.Id)).ToDictionaryAsync(duty => duty.Id, cancellationToken);
        return TypedResults.Ok(rows.ConvertAll(shift =>
        {
            var slot = plan.SlotOn(duties[shift.DutyId], shift.OriginalDate);
            return new Item(
                shift.Id,
                shift.DutyId,
                shift.ClubId,
                shift.Title,
                shift.TitleEn,
                shift.LocalDate,
                shift.StartsAt,
                shift.EndsAt,
                shift.State,
                shift.Review,
                slot?.HolidayName ?? shift.HolidayName,
                slot is { State: ShiftState.Open } && slot.LocalDate != shift.LocalDate ? slot.LocalDate : null,
                shift.Taken + shift.Roles.Sum(role => role.Taken),
                shift.Version);
        }));
    }

    /// <param name="SuggestedDate">Where rule and calendar would put it now.</param>
    public sealed record Item(
        Guid ShiftId,
        Guid DutyId,
        Guid ClubId,
        string Title,
        string? TitleEn,
        DateOnly LocalDate,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ShiftState State,
        ReviewReason? Review,
        string? HolidayName,
        DateOnly? SuggestedDate,
        int Taken,
        int Version);
}
