using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Hours;

/// <summary>
/// The only way into the hours. Whoever has attendance, a back entry or a correction comes through here, and here stands
/// the guard that what is no volunteering yields nothing (H5); the database has the same guard below.
/// </summary>
internal sealed class HoursLedger(VolunteerDbContext db, IClubs clubs, RecordingClock recording, ISettings settings, TimeProvider clock)
{
    public async Task<bool> YieldsHoursAsync(Shift shift, CancellationToken cancellationToken) =>
        shift.Kind == DutyKind.Volunteering
        && (await clubs.FindAsync([shift.ClubId], cancellationToken)).TryGetValue(shift.ClubId, out var club)
        && club.IsVolunteering;

    public async Task RequireVolunteeringAsync(Shift shift, CancellationToken cancellationToken)
    {
        if (!await YieldsHoursAsync(shift, cancellationToken))
        {
            throw new BusinessException(VolunteeringErrors.HoursNotVolunteering);
        }
    }

    /// <summary>The end that counts: the leader may have kept people longer (A7).</summary>
    public async Task<DateTimeOffset> EndAsync(Shift shift, CancellationToken cancellationToken) =>
        await db.Set<ShiftExtension>().Where(e => e.ShiftId == shift.Id).Select(e => (DateTimeOffset?)e.Until).SingleOrDefaultAsync(cancellationToken) is { } until && until > shift.EndsAt
            ? until
            : shift.EndsAt;

    /// <summary>Whose hours on this shift are approved: only a correction changes those.</summary>
    public async Task<IReadOnlySet<Guid>> ApprovedAsync(Guid shiftId, IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken) =>
        (await db.Set<HoursEntry>()
            .Where(e => e.ShiftId == shiftId && e.IsCurrent && e.State == HoursState.Approved && personIds.Contains(e.PersonId))
            .Select(e => e.PersonId)
            .ToListAsync(cancellationToken)).ToHashSet();

    /// <summary>
    /// Brings the proposals of these people in line with their attendance, once the shift has ended. Safe to repeat: what is
    /// right already stays, what was approved is not touched. Inside a transaction only.
    /// </summary>
    public async Task ProposeAsync(Shift shift, IReadOnlyCollection<AttendanceRecord> records, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (records.Count == 0 || shift.EndsAt > now || !await YieldsHoursAsync(shift, cancellationToken))
        {
            return;
        }

        var end = await EndAsync(shift, cancellationToken);
        var due = await recording.DueOnAsync(shift.EndsAt, cancellationToken);
        var ceiling = await settings.GetIntegerAsync(VolunteeringSettings.HoursCeilingMinutes, cancellationToken);
        var autoApprove = await settings.GetIntegerAsync(VolunteeringSettings.AutoApproveBothScans, cancellationToken) == 1;
        var today = await recording.TodayAsync(cancellationToken);
        foreach (var record in records.OrderBy(record => record.PersonId))
        {
            await db.WaitForAsync("hours", record.PersonId, cancellationToken);
            var current = await db.Set<HoursEntry>().SingleOrDefaultAsync(e => e.ShiftId == shift.Id && e.PersonId == record.PersonId && e.IsCurrent, cancellationToken);
            if (current is { State: HoursState.Approved } or { Grade: EvidenceGrade.BackEntry })
            {
                continue;
            }

            var credit = await CreditAsync(shift, end, record, current, cancellationToken);
            var grade = Grade(record);
            if (Says(current, credit, grade))
            {
                continue;
            }

            if (current is not null)
            {
                current.Supersede();
                await db.SaveChangesAsync(cancellationToken);
            }

            if (credit is null)
            {
                continue;
            }

            var entry = new HoursEntry(shift, record.PersonId, credit, grade, author: null, due, now);
            if (await MinutesOfDayAsync(record.PersonId, shift.LocalDate, except: null, cancellationToken) + credit.Minutes > ceiling)
            {
                entry.Flag(HoursFlags.OverCeiling);
            }

            if (autoApprove && grade is EvidenceGrade.BothScans && entry.Flags is HoursFlags.None)
            {
                entry.Approve(by: null, today, now);
            }

            db.Add(entry);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Whether the attendance still says what the proposal says.</summary>
    public async Task<bool> IsUpToDateAsync(HoursEntry entry, Shift shift, AttendanceRecord? record, CancellationToken cancellationToken) =>
        record is not null && Says(entry, await CreditAsync(shift, await EndAsync(shift, cancellationToken), record, entry, cancellationToken), Grade(record));

    /// <summary>Minutes of one person on one day, proposed ones included.</summary>
    public async Task<int> MinutesOfDayAsync(Guid personId, DateOnly day, Guid? except, CancellationToken cancellationToken) =>
        await db.Set<HoursEntry>().Where(e => e.PersonId == personId && e.LocalDate == day && e.IsCurrent && e.Id != except).SumAsync(e => e.Minutes, cancellationToken);

    /// <summary>What the person did elsewhere in that time: it counts once, where it was recorded first (H2).</summary>
    /// <param name="than">Only what was recorded earlier than this entry; null for all.</param>
    public async Task<IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)>> ElsewhereAsync(
        Guid personId,
        Guid shiftId,
        DateTimeOffset from,
        DateTimeOffset to,
        HoursEntry? than,
        CancellationToken cancellationToken)
    {
        var before = than?.EnteredAt ?? DateTimeOffset.MaxValue;
        return [.. (await db.Set<HoursEntry>()
            .Where(e => e.PersonId == personId && e.ShiftId != shiftId && e.IsCurrent && e.From < to && e.To > from && e.EnteredAt < before)
            .Select(e => new { e.From, e.To })
            .ToListAsync(cancellationToken)).Select(e => (e.From, e.To))];
    }

    private static EvidenceGrade Grade(AttendanceRecord record) => record.HasBothScans ? EvidenceGrade.BothScans : EvidenceGrade.RollCall;

    private static bool Says(HoursEntry? entry, Credit? credit, EvidenceGrade grade) => entry is null
        ? credit is null
        : credit is not null && entry.From == credit.From && entry.To == credit.To && entry.Minutes == credit.Minutes && entry.Grade == grade;

    private async Task<Credit?> CreditAsync(Shift shift, DateTimeOffset end, AttendanceRecord record, HoursEntry? current, CancellationToken cancellationToken) =>
        record is { IsPresent: true, ArrivedAt: { } arrived, LeftAt: { } left }
            ? HoursMath.Credit(
                arrived,
                left,
                shift.StartsAt,
                end,
                record.BreakMinutes,
                await ElsewhereAsync(record.PersonId, shift.Id, shift.StartsAt, end, current, cancellationToken))
            : null;
}
