using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <param name="Step">Of the code that was scanned; null on a kiosk.</param>
/// <param name="NotedBy">Whoever answers for it when it was not the person.</param>
internal sealed record Evidence(AttendanceMeans Means, long? Step, Guid? NotedBy);

/// <param name="ClosedShiftId">The shift that this check-in ended (A2).</param>
internal sealed record CheckedIn(AttendanceRecord Record, Guid? ClosedShiftId);

/// <summary>Arriving and leaving, by code, kiosk or leader. The server's clock decides.</summary>
internal sealed class CheckInDesk(
    VolunteerDbContext db,
    ShiftPlaces places,
    AttendanceNotices notices,
    HoursLedger ledger,
    ISettings settings,
    TimeProvider clock)
{
    /// <summary>A second scan within it is the same scan (A3).</summary>
    private static readonly TimeSpan DoubleScan = TimeSpan.FromMinutes(1);

    /// <summary>Two shifts that touch: whoever scans this late for the second was on the way, not away (A2).</summary>
    private static readonly TimeSpan HandOver = TimeSpan.FromMinutes(15);

    public Task<CheckedIn> CheckInAsync(Shift shift, Guid personId, Evidence evidence, CancellationToken cancellationToken) => db.AtomicallyAsync(
        async () =>
        {
            await db.WaitForAsync("shift", shift.Id, cancellationToken);
            var now = clock.GetUtcNow();
            var record = await FindAsync(shift.Id, personId, cancellationToken);
            if (record is { Outcome: AttendanceOutcome.CheckedIn, ScannedInAt: { } earlier } && now - earlier <= DoubleScan && now >= earlier)
            {
                return new CheckedIn(record, null);
            }

            await UseAsync(shift.Id, personId, CodeUse.CheckIn, evidence, cancellationToken);
            await EnsureOpenAsync(shift, now, cancellationToken);
            if (record is { IsPresent: true })
            {
                throw record.LeftAt is null
                    ? new BusinessException(VolunteeringErrors.CheckedInAlready)
                    : new BusinessException(VolunteeringErrors.CheckedOutAlready);
            }

            var isWalkIn = await places.HoldOrTakeAsync(shift, personId, evidence.NotedBy ?? personId, cancellationToken);
            var before = await CloseOthersAsync(shift, personId, now, cancellationToken);
            if (record is null)
            {
                record = new AttendanceRecord(shift.Id, personId, isWalkIn);
                db.Add(record);
            }

            record.CheckIn(before?.LeftAt == shift.StartsAt && now - shift.StartsAt <= HandOver && now > shift.StartsAt ? shift.StartsAt : now, evidence.Means, evidence.NotedBy, now);
            await notices.TellAsync(record, shift, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return new CheckedIn(record, before?.ShiftId);
        },
        cancellationToken);

    public Task<AttendanceRecord> CheckOutAsync(Shift shift, Guid personId, Evidence evidence, CancellationToken cancellationToken) => db.AtomicallyAsync(
        async () =>
        {
            await db.WaitForAsync("shift", shift.Id, cancellationToken);
            var now = clock.GetUtcNow();
            var record = await FindAsync(shift.Id, personId, cancellationToken);
            if (record is { IsPresent: true, LeftAt: not null })
            {
                return record.LeftBy != AttendanceMeans.Automatic && record.ScannedOutAt is { } earlier && now - earlier <= DoubleScan
                    ? record
                    : throw new BusinessException(VolunteeringErrors.CheckedOutAlready);
            }

            if (record is not { IsOpen: true })
            {
                throw new BusinessException(VolunteeringErrors.NotCheckedIn);
            }

            await UseAsync(shift.Id, personId, CodeUse.CheckOut, evidence, cancellationToken);

            // Clocks may jump: nobody leaves before they came.
            record.CheckOut(record.ArrivedAt > now ? record.ArrivedAt.Value : now, evidence.Means, evidence.NotedBy, now);
            await notices.TellAsync(record, shift, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await ledger.ProposeAsync(shift, [record], cancellationToken);
            return record;
        },
        cancellationToken);

    /// <summary>Whether the shift takes check-ins at this moment.</summary>
    public async Task<bool> IsOpenAsync(Shift shift, DateTimeOffset now, CancellationToken cancellationToken) => await WhyClosedAsync(shift, now, cancellationToken) is null;

    private Task<AttendanceRecord?> FindAsync(Guid shiftId, Guid personId, CancellationToken cancellationToken) =>
        db.Set<AttendanceRecord>().SingleOrDefaultAsync(r => r.ShiftId == shiftId && r.PersonId == personId, cancellationToken);

    /// <summary>The code of one half minute serves one person once for each purpose.</summary>
    private async Task UseAsync(Guid shiftId, Guid personId, CodeUse use, Evidence evidence, CancellationToken cancellationToken)
    {
        if (evidence.Step is not { } step)
        {
            return;
        }

        if (await db.Set<UsedCode>().AnyAsync(c => c.ShiftId == shiftId && c.PersonId == personId && c.Use == use && c.Step == step, cancellationToken))
        {
            throw new BusinessException(VolunteeringErrors.CheckInCodeUsed);
        }

        db.Add(new UsedCode(shiftId, personId, use, step));
    }

    private async Task EnsureOpenAsync(Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await WhyClosedAsync(shift, now, cancellationToken) is { } refusal)
        {
            throw refusal;
        }
    }

    private async Task<BusinessException?> WhyClosedAsync(Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var opens = shift.StartsAt.AddMinutes(-await settings.GetIntegerAsync(VolunteeringSettings.CheckInOpensMinutesBefore, cancellationToken));
        var latest = await settings.GetIntegerAsync(VolunteeringSettings.CheckInClosesMinutesAfter, cancellationToken);
        if (shift.State is not ShiftState.Open)
        {
            return new BusinessException(shift.State is ShiftState.Cancelled ? VolunteeringErrors.CheckInCancelled : VolunteeringErrors.CheckInUndecided);
        }

        if (now < opens)
        {
            return new BusinessException(VolunteeringErrors.CheckInTooEarly).With("opensAt", opens);
        }

        if (now >= shift.EndsAt)
        {
            return new BusinessException(VolunteeringErrors.CheckInOver);
        }

        if (latest > 0 && now > shift.StartsAt.AddMinutes(latest))
        {
            return new BusinessException(VolunteeringErrors.CheckInTooLate).With("minutes", latest);
        }

        return null;
    }

    /// <summary>Whoever is here is no longer there: the earlier shift ends now, or at its own end when that has passed (A2).</summary>
    private async Task<AttendanceRecord?> CloseOthersAsync(Shift shift, Guid personId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await db.Set<AttendanceRecord>()
            .Where(r => r.PersonId == personId && r.ShiftId != shift.Id && r.Outcome == AttendanceOutcome.CheckedIn && r.LeftAt == null)
            .OrderBy(r => r.ArrivedAt)
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
        {
            return null;
        }

        var ids = open.Select(r => r.ShiftId).ToList();
        var ends = await db.Set<Shift>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.EndsAt, cancellationToken);
        foreach (var record in open)
        {
            var end = ends[record.ShiftId] < now ? ends[record.ShiftId] : now;
            record.CheckOut(end < record.ArrivedAt ? record.ArrivedAt.Value : end, AttendanceMeans.NextShift, notedBy: null, now);
        }

        return open[^1];
    }
}
