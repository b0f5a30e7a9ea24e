using Microsoft.EntityFrameworkCore;
using Volunteer.Calendars;

namespace Volunteer.Volunteering.Duties;

/// <summary>The working calendar of the current community: the lists that ship with the software and those published since.</summary>
internal sealed class CommunityCalendar(VolunteerDbContext db)
{
    private WorkingCalendar? _calendar;

    public async Task<WorkingCalendar> GetAsync(CancellationToken cancellationToken)
    {
        if (_calendar is null)
        {
            var lists = await db.Set<CalendarList>().AsNoTracking().ToListAsync(cancellationToken);
            _calendar = lists.Count == 0 ? WorkingCalendar.China : WorkingCalendar.China.With(lists.Select(list => list.ToYear()));
        }

        return _calendar;
    }

    /// <summary>After a list was published in this unit of work.</summary>
    public void Forget() => _calendar = null;
}
