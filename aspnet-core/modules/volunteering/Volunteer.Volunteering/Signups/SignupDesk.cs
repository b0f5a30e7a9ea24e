namespace Volunteer.Volunteering.Signups;

/// <summary>Rules, then the guarded write; the same for the person and for a leader who does it for them.</summary>
internal sealed class SignupDesk(SignupFacts facts, SignupWriter writer, TimeProvider clock)
{
    /// <param name="overrideReason">A leader's reason to go past everything but the hard stops (S17).</param>
    public async Task<WrittenSignup> SignUpAsync(
        Guid shiftId,
        Guid personId,
        string? roleKey,
        bool acceptsRisk,
        Guid byPersonId,
        string? overrideReason,
        CancellationToken cancellationToken)
    {
        var limits = await facts.LimitsAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var shift = await facts.ShiftAsync(shiftId, cancellationToken) ?? throw new NotFoundException();
            var person = await facts.PersonAsync(personId, [shift], cancellationToken) ?? throw new NotFoundException();
            var refusal = SignupRules.Check(shift, person, limits, roleKey, acceptsRisk, clock.GetUtcNow())
                .FirstOrDefault(candidate => candidate.IsHard || overrideReason is null);
            if (refusal is not null)
            {
                throw refusal.ToException();
            }

            if (person.Entries.Any(entry => entry.ShiftId == shiftId))
            {
                throw new BusinessException(VolunteeringErrors.AlreadySignedUp);
            }

            var signup = new NewSignup(shift, personId, roleKey, byPersonId, acceptsRisk, overrideReason, Force: overrideReason is not null);
            if (await writer.WriteAsync(signup, cancellationToken) is { } written)
            {
                return written;
            }

            // The shift changed between looking and writing: look once more and say what is wrong now.
            if (attempt > 1)
            {
                throw new BusinessException(FrameworkErrors.Stale);
            }
        }
    }
}
