using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Hours;

namespace Volunteer.Volunteering.Attendance;

/// <summary>It took longer than planned (A7): hours count until then, for those who stayed.</summary>
internal static class ExtendShift
{
    /// <summary>Longer than this is another shift.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/shifts/{shiftId:guid}/extension", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<RollCallSheet>> HandleAsync(
        Guid shiftId,
        Request request,
        VolunteerDbContext db,
        RollCall rollCall,
        HoursLedger ledger,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shift = await rollCall.OpenAsync(shiftId, cancellationToken);
        var until = request.Until.ToUniversalTime();
        if (until <= shift.EndsAt || until > shift.EndsAt + Longest || until - shift.StartsAt > TimeSpan.FromDays(1))
        {
            throw new InvalidRequestException("until", VolunteeringErrors.ExtensionOutOfRange);
        }

        await db.AtomicallyAsync(
            async () =>
            {
                await db.WaitForAsync("shift", shift.Id, cancellationToken);
                var before = await ledger.EndAsync(shift, cancellationToken);
                if (await db.Set<ShiftExtension>().SingleOrDefaultAsync(e => e.ShiftId == shift.Id, cancellationToken) is { } earlier)
                {
                    earlier.Change(until, request.Reason, user.RequirePersonId());
                }
                else
                {
                    db.Add(new ShiftExtension(shift.Id, until, request.Reason, user.RequirePersonId()));
                }

                // Whoever was taken to have left at the planned end is now taken to have left at the new one.
                var approved = await ledger.ApprovedAsync(shift.Id, await People(db, shift.Id).Select(r => r.PersonId).ToListAsync(cancellationToken), cancellationToken);
                var records = await People(db, shift.Id).Where(r => !approved.Contains(r.PersonId)).ToListAsync(cancellationToken);
                foreach (var record in records.Where(r => r.LeftBy is AttendanceMeans.Automatic && r.LeftAt == before))
                {
                    record.CloseAt(until);
                }

                await db.SaveChangesAsync(cancellationToken);
                if (until <= clock.GetUtcNow())
                {
                    await ledger.ProposeAsync(shift, records, cancellationToken);
                }

                return true;
            },
            cancellationToken);
        return TypedResults.Ok(await rollCall.ReadAsync(shift, cancellationToken));
    }

    private static IQueryable<AttendanceRecord> People(VolunteerDbContext db, Guid shiftId) => db.Set<AttendanceRecord>().Where(r => r.ShiftId == shiftId);

    public sealed record Request(DateTimeOffset Until, string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
    }
}
