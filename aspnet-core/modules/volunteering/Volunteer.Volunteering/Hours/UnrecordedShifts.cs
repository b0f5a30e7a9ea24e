using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Hours;

/// <param name="Unmarked">People who signed up and of whom nobody said whether they came.</param>
/// <param name="Undecided">Hours that wait for somebody's yes.</param>
/// <param name="DaysLeft">Calendar days until <paramref name="DueOn"/>; negative when overdue.</param>
internal sealed record UnrecordedShift(
    Guid ShiftId,
    Guid ClubId,
    string ClubName,
    string Title,
    string? TitleEn,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateOnly EndedOn,
    DateOnly DueOn,
    int DaysLeft,
    bool IsOverdue,
    int Unmarked,
    int Undecided);

/// <summary>Ended shifts whose service is not yet fully on record (H10).</summary>
internal sealed class UnrecordedShifts(VolunteerDbContext db, RecordingClock recording, IClubs clubs, TimeProvider clock)
{
    /// <summary>Older ones are no work list any more; they can still be recorded, late.</summary>
    private const int LookBackDays = 120;

    public async Task<IReadOnlyList<UnrecordedShift>> ListAsync(IReadOnlyCollection<Guid>? clubIds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-LookBackDays);
        var shifts = db.Set<Shift>().AsNoTracking().Where(s => s.Kind == DutyKind.Volunteering && s.EndsAt <= now && s.EndsAt >= since);
        if (clubIds is not null)
        {
            shifts = shifts.Where(s => clubIds.Contains(s.ClubId));
        }

        var rows = await shifts
            .Select(s => new
            {
                s.Id,
                s.ClubId,
                s.Title,
                s.TitleEn,
                s.StartsAt,
                s.EndsAt,
                Unmarked = s.State == ShiftState.Open
                    ? db.Set<Signup>().Count(u => u.ShiftId == s.Id && u.State == SignupState.Confirmed && !u.NeedsReconfirmation
                        && !db.Set<HoursEntry>().Any(e => e.ShiftId == s.Id && e.PersonId == u.PersonId && e.IsCurrent)
                        && !db.Set<AttendanceRecord>().Any(r => r.ShiftId == s.Id && r.PersonId == u.PersonId && r.Outcome != AttendanceOutcome.Unmarked))
                    : 0,
                Undecided = db.Set<HoursEntry>().Count(e => e.ShiftId == s.Id && e.State == HoursState.Proposed && e.IsCurrent)
                    + db.Set<AttendanceRecord>().Count(r => r.ShiftId == s.Id && r.LeftAt == null && (r.Outcome == AttendanceOutcome.Present || r.Outcome == AttendanceOutcome.CheckedIn)),
            })
            .Where(s => s.Unmarked > 0 || s.Undecided > 0)
            .OrderBy(s => s.EndsAt).ThenBy(s => s.Id)
            .ToListAsync(cancellationToken);
        var cards = await clubs.FindAsync([.. rows.Select(row => row.ClubId).Distinct()], cancellationToken);
        var today = await recording.TodayAsync(cancellationToken);
        var list = new List<UnrecordedShift>(rows.Count);
        foreach (var row in rows)
        {
            var endedOn = await recording.LocalDateAsync(row.EndsAt, cancellationToken);
            var dueOn = await recording.DueOnAsync(row.EndsAt, cancellationToken);
            list.Add(new UnrecordedShift(
                row.Id,
                row.ClubId,
                cards.GetValueOrDefault(row.ClubId)?.Name ?? string.Empty,
                row.Title,
                row.TitleEn,
                row.StartsAt,
                row.EndsAt,
                endedOn,
                dueOn,
                dueOn.DayNumber - today.DayNumber,
                today > dueOn,
                row.Unmarked,
                row.Undecided));
        }

        return list;
    }
}
