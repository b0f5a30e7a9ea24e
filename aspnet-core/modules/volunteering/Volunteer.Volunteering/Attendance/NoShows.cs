using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>
/// How often people did not come (A9). Counted, never stored: a mark that is taken back, a cancelled shift and a freed place
/// take their consequence with them.
/// </summary>
internal sealed class NoShows(VolunteerDbContext db, TimeProvider clock)
{
    private const int Days = 365;

    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-Days);
        return await (
            from record in db.Set<AttendanceRecord>()
            join shift in db.Set<Shift>() on record.ShiftId equals shift.Id
            where personIds.Contains(record.PersonId)
                && record.Outcome == AttendanceOutcome.NoShow
                && shift.State == ShiftState.Open
                && shift.StartsAt >= since
                && db.Set<Signup>().Any(s => s.ShiftId == record.ShiftId && s.PersonId == record.PersonId && s.State == SignupState.Confirmed && !s.NeedsReconfirmation)
            group record by record.PersonId into person
            select new { person.Key, Count = person.Count() })
            .ToDictionaryAsync(person => person.Key, person => person.Count, cancellationToken);
    }
}
