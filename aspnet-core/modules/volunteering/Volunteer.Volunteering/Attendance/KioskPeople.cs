using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Who a short code is, and which of the kiosk's shifts they mean.</summary>
internal sealed class KioskPeople(VolunteerDbContext db, IPeople people, TimeProvider clock)
{
    private const int MostFound = 20;

    public async Task<PersonCard> FindAsync(IReadOnlyList<Shift> shifts, string shortCode, CancellationToken cancellationToken)
    {
        var code = shortCode.Trim().ToUpperInvariant();
        var ids = shifts.Select(s => s.Id).ToList();
        var expected = await db.Set<Signup>().Where(s => ids.Contains(s.ShiftId)).Select(s => s.PersonId).Distinct().ToListAsync(cancellationToken);
        var card = (await people.FindAsync(expected, cancellationToken)).Values.FirstOrDefault(p => p.ShortCode == code)
            ?? (await people.SearchAsync(code, MostFound, cancellationToken)).FirstOrDefault(p => p.ShortCode == code);
        return card is { IsActive: true } ? card : throw new BusinessException(VolunteeringErrors.ShortCodeUnknown);
    }

    /// <summary>The one named, else the one the person has a place on, else the only one that is on.</summary>
    public async Task<Shift> ArrivingAsync(IReadOnlyList<Shift> shifts, Guid personId, Guid? shiftId, CancellationToken cancellationToken)
    {
        if (shiftId is not null)
        {
            return shifts.FirstOrDefault(s => s.Id == shiftId) ?? throw new NotFoundException();
        }

        var now = clock.GetUtcNow();
        var running = shifts.Where(s => s.EndsAt > now).ToList();
        var ids = running.Select(s => s.Id).ToList();
        var mine = await db.Set<Signup>()
            .Where(s => s.PersonId == personId && ids.Contains(s.ShiftId) && s.State == SignupState.Confirmed)
            .Select(s => s.ShiftId)
            .ToListAsync(cancellationToken);
        return running.FirstOrDefault(s => mine.Contains(s.Id)) ?? running switch
        {
            [] => throw new BusinessException(VolunteeringErrors.KioskNothingNow),
            [var only] => only,
            _ => throw new BusinessException(VolunteeringErrors.KioskChooseShift),
        };
    }

    /// <summary>The shift on which the person is checked in.</summary>
    public async Task<Shift> LeavingAsync(IReadOnlyList<Shift> shifts, Guid personId, CancellationToken cancellationToken)
    {
        var ids = shifts.Select(s => s.Id).ToList();
        var there = await db.Set<AttendanceRecord>()
            .Where(r => r.PersonId == personId && ids.Contains(r.ShiftId) && r.ArrivedAt != null)
            .OrderByDescending(r => r.ArrivedAt)
            .Select(r => r.ShiftId)
            .ToListAsync(cancellationToken);
        return there.Count == 0 ? throw new BusinessException(VolunteeringErrors.NotCheckedIn) : shifts.First(s => s.Id == there[0]);
    }
}
