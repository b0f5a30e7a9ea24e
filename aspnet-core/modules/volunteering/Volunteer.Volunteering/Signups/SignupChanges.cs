using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>What a change of a shift does to its sign-ups. Part of the caller's transaction; the caller saves.</summary>
internal sealed class SignupChanges(VolunteerDbContext db, TimeProvider clock)
{
    public async Task ShiftCancelledAsync(Shift shift, CancellationToken cancellationToken)
    {
        foreach (var signup in await LiveAsync(shift.Id, cancellationToken))
        {
            db.Entry(signup).Property(s => s.State).CurrentValue = SignupState.Cancelled;
            db.Entry(signup).Property(s => s.EndedAt).CurrentValue = clock.GetUtcNow();
        }
    }

    public async Task ShiftMovedAsync(Shift shift, CancellationToken cancellationToken)
    {
        foreach (var signup in await LiveAsync(shift.Id, cancellationToken))
        {
            db.Entry(signup).Property(s => s.NeedsReconfirmation).CurrentValue = true;
        }
    }

    public Task CapacityChangedAsync(Guid shiftId, CancellationToken cancellationToken) => db.SaveChangesAsync(cancellationToken);

    private Task<List<Signup>> LiveAsync(Guid shiftId, CancellationToken cancellationToken) => db.Set<Signup>()
        .Where(s => s.ShiftId == shiftId && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
        .ToListAsync(cancellationToken);
}
