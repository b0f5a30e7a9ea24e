using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Places;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Duties;

/// <summary>One duty with its next dates and how many people are on each.</summary>
internal static class GetDuty
{
    private const int Dates = 24;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/duties/{dutyId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<Response>> HandleAsync(
        Guid dutyId,
        VolunteerDbContext db,
        ClubScope scope,
        IClubs clubs,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var duty = await db.Set<Duty>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == dutyId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(duty.ClubId, cancellationToken);

        var now = clock.GetUtcNow();
        var shifts = await db.Set<Shift>().AsNoTracking()
            .Where(shift => shift.DutyId == dutyId && shift.EndsAt > now)
            .OrderBy(shift => shift.StartsAt)
            .Take(Dates)
            .ToListAsync(cancellationToken);
        var waiting = await WaitingAsync(db, [.. shifts.Select(shift => shift.Id)], cancellationToken);
        var place = await db.Set<Place>().Where(p => p.Id == duty.PlaceId).Select(p => p.Name).SingleAsync(cancellationToken);
        var club = (await clubs.FindAsync([duty.ClubId], cancellationToken)).GetValueOrDefault(duty.ClubId);
        var others = await db.Set<Duty>().Where(d => d.SeriesId == duty.SeriesId && d.Id != duty.Id).OrderBy(d => d.ContinuesFrom).Select(d => d.Id).ToListAsync(cancellationToken);

        return TypedResults.Ok(new Response(
            duty.Id,
            duty.Version,
            duty.ClubId,
            club?.Name ?? string.Empty,
            duty.Kind,
            duty.State,
            duty.ClubRests,
            new TextInput(duty.Title, duty.Description, duty.TitleEn),
            duty.PlaceId,
            place,
            new WhenInput(
                duty.Rule, duty.StartDate, duty.StartTime, duty.Minutes, duty.EndDate, Enum.Parse<MissingDay>(duty.MissingDay), Enum.Parse<HolidayPolicy>(duty.HolidayPolicy)),
            ListDuties.SummaryOf(duty),
            new WhoInput(
                duty.Places,
                [.. duty.Roles.Select(role => new RoleInput(role.Key, role.Name, role.Places, role.NameEn, role.SkillId))],
                duty.WhoMayCome,
                duty.MinimumAge,
                duty.Risk,
                duty.IsDangerous,
                duty.WithdrawUntilHoursBefore,
                duty.OpensDaysBefore),
            duty.ContinuesFrom,
            others,
            duty.GeneratedUntil,
            [
                .. shifts.Select(shift => new Date(
                    shift.Id,
                    shift.OriginalDate,
                    shift.LocalDate,
                    shift.StartsAt,
                    shift.EndsAt,
                    shift.State,
                    shift.CancelledBy,
                    shift.Review,
                    shift.HolidayName,
                    shift.ChangeReason,
                    shift.Places + shift.Roles.Sum(role => role.Places),
                    shift.Taken + shift.Roles.Sum(role => role.Taken),
                    waiting.GetValueOrDefault(shift.Id),
                    shift.Overrides != ShiftOverrides.None)),
            ]));
    }

    /// <summary>How many wait for a place, by shift.</summary>
    public static Task<Dictionary<Guid, int>> WaitingAsync(VolunteerDbContext db, List<Guid> shiftIds, CancellationToken cancellationToken) => db.Set<Signup>()
        .Where(signup => shiftIds.Contains(signup.ShiftId) && signup.State == SignupState.Waitlisted)
        .GroupBy(signup => signup.ShiftId)
        .Select(group => new { ShiftId = group.Key, Count = group.Count() })
        .ToDictionaryAsync(row => row.ShiftId, row => row.Count, cancellationToken);

    /// <param name="OtherParts">Other parts of the series, where "this and following" split it.</param>
    public sealed record Response(
        Guid Id,
        int Version,
        Guid ClubId,
        string ClubName,
        DutyKind Kind,
        DutyState State,
        bool ClubRests,
        TextInput Text,
        Guid PlaceId,
        string PlaceName,
        WhenInput When,
        RecurrenceSummary? Summary,
        WhoInput Who,
        DateOnly? ContinuesFrom,
        List<Guid> OtherParts,
        DateOnly? GeneratedUntil,
        List<Date> Dates);

    public sealed record Date(
        Guid ShiftId,
        DateOnly OriginalDate,
        DateOnly LocalDate,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        ShiftState State,
        CancelCause? CancelledBy,
        ReviewReason? Review,
        string? HolidayName,
        string? ChangeReason,
        int Places,
        int Taken,
        int Waiting,
        bool IsException);
}
