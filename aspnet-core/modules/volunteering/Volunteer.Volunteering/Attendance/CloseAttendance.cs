using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Hours;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Attendance;

/// <summary>
/// After a shift: hours are proposed for whoever has come and gone, and an hour later whoever never checked out is taken to
/// have left at the scheduled end, for somebody to approve (A6). Who was never marked stays so until the roll-call.
/// </summary>
internal sealed class CloseAttendance(VolunteerDbContext db, HoursLedger ledger, AttendanceNotices notices, TimeProvider clock) : IRecurringJob
{
    public const string Name = "volunteering.close-attendance";

    /// <summary>How long after the end one may still check out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    private const int LookBackDays = 90;

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var earliest = now.AddDays(-LookBackDays);
        var ids = await db.Set<Shift>()
            .Where(s => s.EndsAt <= now && s.EndsAt >= earliest
                && !db.Set<ShiftClosing>().Any(c => c.ShiftId == s.Id)
                && db.Set<AttendanceRecord>().Any(r => r.ShiftId == s.Id))
            .OrderBy(s => s.EndsAt)
            .Select(s => s.Id)
            .ToListAsync(cancellationToken);

        // All shifts before the first person: whoever ticks or scans meanwhile takes them in the same order, so nobody waits in a circle.
        foreach (var id in ids)
        {
            await db.WaitForAsync("shift", id, cancellationToken);
        }

        foreach (var id in ids)
        {
            await CloseAsync(id, now, cancellationToken);
        }
    }

    private async Task CloseAsync(Guid shiftId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().AsNoTracking().SingleAsync(s => s.Id == shiftId, cancellationToken);
        var end = await ledger.EndAsync(shift, cancellationToken);
        var records = await db.Set<AttendanceRecord>().Where(r => r.ShiftId == shiftId).ToListAsync(cancellationToken);
        if (end + Patience <= now)
        {
            foreach (var record in records.Where(record => record.IsOpen))
            {
                record.CloseAt(end);
                await notices.TellAsync(record, shift, cancellationToken);
            }

            db.Add(new ShiftClosing(shiftId, now));
            await db.SaveChangesAsync(cancellationToken);
        }

        await ledger.ProposeAsync(shift, records, cancellationToken);
    }
}
