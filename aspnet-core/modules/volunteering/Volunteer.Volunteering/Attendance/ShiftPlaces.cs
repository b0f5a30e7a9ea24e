using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Places for people who come without one. The guarded update decides, not what was read before.</summary>
internal sealed class ShiftPlaces(VolunteerDbContext db, SignupFacts facts, ICurrentTenant tenant, TimeProvider clock)
{
    /// <summary>Rules of the sign-up that also hold for who is standing at the door; the others are about times to come.</summary>
    private static readonly string[] AtTheDoor =
    [
        VolunteeringErrors.PersonLeft,
        VolunteeringErrors.ClubMembersOnly,
        VolunteeringErrors.BirthDateNeeded,
        VolunteeringErrors.TooYoung,
        VolunteeringErrors.NoMinorsInDanger,
        VolunteeringErrors.GuardianNeeded,
    ];

    /// <summary>Whoever has a place keeps it; others get a free one, if the rules let them in. Inside a transaction only.</summary>
    /// <returns>Whether the person had not signed up.</returns>
    public async Task<bool> HoldOrTakeAsync(Shift shift, Guid personId, Guid byPersonId, CancellationToken cancellationToken)
    {
        var signup = await LiveAsync(shift, personId, cancellationToken);
        if (signup is not { HoldsPlace: true } && await RefusalAsync(shift, personId, refusal => true, cancellationToken) is { } refusal)
        {
            throw refusal.ToException();
        }

        return await HoldOrTakeAsync(signup, shift, personId, byPersonId, evenIfFull: false, cancellationToken);
    }

    /// <summary>The leader says that the person is there, so they are: a full shift is then over by one (S9).</summary>
    public async Task<bool> HoldOrTakeEvenIfFullAsync(Shift shift, Guid personId, Guid byPersonId, CancellationToken cancellationToken) =>
        await HoldOrTakeAsync(await LiveAsync(shift, personId, cancellationToken), shift, personId, byPersonId, evenIfFull: true, cancellationToken);

    /// <summary>What not even a leader may wave through, e.g. a minor in dangerous work (S17).</summary>
    public async Task<string?> HardStopAsync(Shift shift, Guid personId, CancellationToken cancellationToken) =>
        (await RefusalAsync(shift, personId, refusal => refusal.IsHard, cancellationToken))?.Code;

    private async Task<SignupRefusal?> RefusalAsync(Shift shift, Guid personId, Func<SignupRefusal, bool> counts, CancellationToken cancellationToken)
    {
        var shiftFacts = await facts.ShiftAsync(shift.Id, cancellationToken) ?? throw new NotFoundException();
        var person = await facts.PersonAsync(personId, [shiftFacts], cancellationToken) ?? throw new NotFoundException();
        return SignupRules.Check(shiftFacts, person, SignupLimits.None, roleKey: null, acceptsRisk: true, clock.GetUtcNow())
            .FirstOrDefault(refusal => AtTheDoor.Contains(refusal.Code, StringComparer.Ordinal) && counts(refusal));
    }

    private Task<Signup?> LiveAsync(Shift shift, Guid personId, CancellationToken cancellationToken) => db.Set<Signup>().SingleOrDefaultAsync(
        s => s.ShiftId == shift.Id && s.PersonId == personId
            && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted),
        cancellationToken);

    private async Task<bool> HoldOrTakeAsync(Signup? signup, Shift shift, Guid personId, Guid byPersonId, bool evenIfFull, CancellationToken cancellationToken)
    {
        if (signup is { HoldsPlace: true })
        {
            // Who comes has said yes: to the offer, or to the new time (S23).
            if (signup.State is SignupState.Offered || signup.NeedsReconfirmation)
            {
                signup.Accept(shift);
            }

            return false;
        }

        var role = await TakeAsync(shift, signup?.RoleKey, evenIfFull, cancellationToken);
        if (signup is not null)
        {
            signup.Accept(shift);
            return false;
        }

        var added = new Signup(shift, personId, role, SignupState.Confirmed, waitlistNumber: null, byPersonId, clock.GetUtcNow());
        added.CameWithoutSigningUp();
        db.Add(added);
        return true;
    }

    /// <param name="wanted">The role whose queue the person stood in.</param>
    /// <returns>The role whose place it was; null for a general place.</returns>
    private async Task<string?> TakeAsync(Shift shift, string? wanted, bool evenIfFull, CancellationToken cancellationToken)
    {
        if (wanted is null && await db.Set<Shift>().Where(s => s.Id == shift.Id && s.Taken < s.Places)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Taken, s => s.Taken + 1), cancellationToken) > 0)
        {
            return null;
        }

        // A role that asks for a skill is not for whoever happens to come by.
        foreach (var role in shift.Roles.Where(role => role.Key == wanted || (wanted is null && role.SkillId is null)).Select(role => role.Key))
        {
            if (await TakeRoleAsync(shift, role, force: evenIfFull && role == wanted, cancellationToken))
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

    private async Task<bool> TakeRoleAsync(Shift shift, string role, bool force, CancellationToken cancellationToken) => await db.Database.ExecuteSqlAsync(
        $"UPDATE volunteering_shift_roles SET taken = taken + 1 WHERE tenant_id = {tenant.Id!.Value} AND shift_id = {shift.Id} AND key = {role} AND ({force} OR taken < places)",
        cancellationToken) > 0;
}
