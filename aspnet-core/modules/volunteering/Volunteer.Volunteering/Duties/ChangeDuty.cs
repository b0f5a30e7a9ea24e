using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Duties;

/// <summary>What a duty is, where and for whom; counts for every date to come that was not changed by hand. Times change by an edit with a preview.</summary>
internal static class ChangeDuty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/duties/{dutyId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<NoContent> HandleAsync(
        Guid dutyId,
        Request request,
        VolunteerDbContext db,
        ClubScope scope,
        DutyClubs clubs,
        DutyReferences references,
        Replanning replanning,
        SignupChanges signups,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var duty = await db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == dutyId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(duty.ClubId, cancellationToken);
        if (duty.State == DutyState.Ended)
        {
            throw new BusinessException(VolunteeringErrors.DutyOver);
        }

        if (duty.Version != request.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        var who = request.Who.ToWho();
        await references.RequirePlaceAsync(request.PlaceId, "placeId", cancellationToken);
        await references.RequireRolesAsync(who.Places, who.Roles, "who.roles", cancellationToken);
        if (request.Kind != duty.Kind)
        {
            await RequireNoAttendanceAsync(db, duty, cancellationToken);
            await clubs.RequireKindAsync(duty.ClubId, request.Kind, cancellationToken);
        }

        await db.InTransactionAsync(
            async () =>
            {
                var resized = who.Places != duty.Places || !who.Roles.SequenceEqual(duty.Roles);
                duty.Describe(request.Text.ToText());
                duty.MoveTo(request.PlaceId);
                duty.Admit(who);
                duty.Reclassify(request.Kind);
                var shifts = await replanning.TakeFutureAsync([duty.Id], clock.GetUtcNow(), cancellationToken);
                var elsewhere = shifts.Where(shift => MovesWithPeople(shift, duty)).ToList();
                foreach (var shift in shifts)
                {
                    Follow(shift, duty, resized);
                }

                await db.SaveChangesAsync(cancellationToken);
                foreach (var shift in elsewhere)
                {
                    await signups.ShiftRelocatedAsync(shift, reason: null, cancellationToken);
                }

                foreach (var shift in shifts.Where(shift => resized && shift.State == ShiftState.Open && shift.WaitlistLast > 0))
                {
                    await signups.CapacityChangedAsync(shift.Id, cancellationToken);
                }

                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Once somebody's presence is on record, what it was must not become something else (H5).</summary>
    private static async Task RequireNoAttendanceAsync(VolunteerDbContext db, Duty duty, CancellationToken cancellationToken)
    {
        if (await db.Set<AttendanceRecord>().AnyAsync(record => db.Set<Shift>().Any(shift => shift.Id == record.ShiftId && shift.SeriesId == duty.SeriesId), cancellationToken))
        {
            throw new BusinessException(VolunteeringErrors.KindFixed);
        }
    }

    private static bool MovesWithPeople(Shift shift, Duty duty) =>
        shift.State != ShiftState.Cancelled
        && shift.PlaceId != duty.PlaceId
        && !shift.Overrides.HasFlag(ShiftOverrides.Place)
        && (shift.Taken > 0 || shift.WaitlistLast > 0 || shift.Roles.Any(role => role.Taken > 0));

    private static void Follow(Shift shift, Duty duty, bool resized)
    {
        if (!shift.Overrides.HasFlag(ShiftOverrides.Text))
        {
            shift.Describe(duty.Text(), onlyThisDate: false);
        }

        if (!shift.Overrides.HasFlag(ShiftOverrides.Place))
        {
            shift.Relocate(duty.PlaceId, onlyThisDate: false);
        }

        if (resized && !shift.Overrides.HasFlag(ShiftOverrides.Places))
        {
            shift.Resize(duty.Places, duty.Roles, onlyThisDate: false);
        }

        shift.Reclassify(duty.Kind);
    }

    /// <param name="Version">As read; somebody else's change in between is refused.</param>
    public sealed record Request(TextInput Text, Guid PlaceId, DutyKind Kind, WhoInput Who, int Version);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Text).IsDutyText();
            RuleFor(r => r.Who).IsDutyWho();
        }
    }
}
