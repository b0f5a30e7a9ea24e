using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Places for people who come without one. The guarded update decides, not what was read before.</summary>
internal sealed class ShiftPlaces(VolunteerDbContext db, ICurrentTenant tenant, TimeProvider clock)
{
    /// <summary>Whoever has a place keeps it; others get a free one. Inside a transaction only.</summary>
    /// <param name="evenIfFull">The leader says that the person is there, so they are: the shift is then over by one (S9).</param>
    /// <returns>Whether the person had not signed up.</returns>
    public async Task<bool> HoldOrTakeAsync(Shift shift, Guid personId, Guid byPersonId, bool evenIfFull, CancellationToken cancellationToken)
    {
        var signup = await db.Set<Signup>().AsNoTracking()
            .SingleOrDefaultAsync(
                s => s.ShiftId == shift.Id && s.PersonId == personId
                    && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted),
                cancellationToken);
        if (signup is { State: not SignupState.Waitlisted })
        {
            // Who comes has said yes: to the offer, or to the new time (S23).
            if (signup.State is SignupState.Offered || signup.NeedsReconfirmation)
            {
                await ConfirmAsync(signup.Id, shift, cancellationToken);
            }

            return false;
        }

        var role = await TakeAsync(shift, evenIfFull, cancellationToken);
        if (signup is not null)
        {
            await ConfirmAsync(signup.Id, shift, cancellationToken);
            return false;
        }

        db.Add(new Signup(shift, personId, role, SignupState.Confirmed, waitlistNumber: null, byPersonId, clock.GetUtcNow()));
        return true;
    }

    private Task<int> ConfirmAsync(Guid signupId, Shift shift, CancellationToken cancellationToken) => db.Set<Signup>().Where(s => s.Id == signupId)
        .ExecuteUpdateAsync(
            set => set.SetProperty(s => s.State, SignupState.Confirmed)
                .SetProperty(s => s.NeedsReconfirmation, false)
                .SetProperty(s => s.StartsAt, shift.StartsAt)
                .SetProperty(s => s.EndsAt, shift.EndsAt)
                .SetProperty(s => s.OfferExpiresAt, (DateTimeOffset?)null)
                .SetProperty(s => s.Version, s => s.Version + 1),
            cancellationToken);

    /// <returns>The role whose place it was; null for a general place.</returns>
    private async Task<string?> TakeAsync(Shift shift, bool evenIfFull, CancellationToken cancellationToken)
    {
        var taken = await db.Set<Shift>().Where(s => s.Id == shift.Id && s.Taken < s.Places)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + 1), cancellationToken);
        if (taken > 0)
        {
            return null;
        }

        // A role that asks for a skill is not for whoever happens to come by.
        foreach (var role in shift.Roles.Where(role => role.SkillId is null).Select(role => role.Key))
        {
            if (await db.Database.ExecuteSqlAsync(
                $"UPDATE volunteering_shift_roles SET taken = taken + 1 WHERE tenant_id = {tenant.Id!.Value} AND shift_id = {shift.Id} AND key = {role} AND taken < places",
                cancellationToken) > 0)
            {
                return role;
            }
        }

        if (!evenIfFull)
        {
            throw new BusinessException(VolunteeringErrors.CheckInFull);
        }

        await db.Set<Shift>().Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + 1), cancellationToken);
        return null;
    }
}
