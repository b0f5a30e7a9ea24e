using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Volunteering.Signups;
using Volunteer.Volunteering.Skills;

namespace Volunteer.Volunteering.Hours;

/// <summary>
/// What leaders wrote about an erased person goes, and what they can do. That somebody came and for how long stays under the
/// pseudonym, with the evidence for the hours: the record is kept for ten years.
/// </summary>
internal sealed class ForgetErased(VolunteerDbContext db) : IReactTo<PersonErased>
{
    public async Task ReactAsync(PersonErased news, CancellationToken cancellationToken)
    {
        await db.Set<NamedSkill>().Where(skill => skill.PersonId == news.PersonId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<PersonSkill>().Where(skill => skill.PersonId == news.PersonId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Signup>().Where(s => s.PersonId == news.PersonId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.OverrideReason, s => s.OverrideReason == Signup.WalkIn ? Signup.WalkIn : null).SetProperty(s => s.EndReason, (string?)null),
                cancellationToken);
    }
}
