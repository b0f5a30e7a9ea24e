using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>Somebody left, died or was erased: future entries are freed and the waitlists run; the past stays (S25).</summary>
internal sealed class FreeDepartedPerson(VolunteerDbContext db, ShiftGate gate, Waitlist waitlist, TimeProvider clock) : IReactTo<PersonDeparted>
{
    public async Task ReactAsync(PersonDeparted news, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shiftIds = await db.Set<Signup>().AsNoTracking()
            .Where(s => s.PersonId == news.PersonId && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
            .Join(db.Set<Shift>().Where(shift => shift.StartsAt > now), s => s.ShiftId, shift => shift.Id, (s, shift) => shift.Id)
            .ToListAsync(cancellationToken);
        foreach (var shiftId in shiftIds.Order())
        {
            await gate.HoldAsync(shiftId, cancellationToken);
            var signup = await db.Set<Signup>().SingleOrDefaultAsync(
                s => s.ShiftId == shiftId && s.PersonId == news.PersonId
                    && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted),
                cancellationToken);
            if (signup is null)
            {
                continue;
            }

            var held = signup.HoldsPlace;
            signup.Cancel(reason: null, now);
            if (held)
            {
                await waitlist.FreeAsync(shiftId, signup.RoleKey, cancellationToken);
            }
        }
    }
}
