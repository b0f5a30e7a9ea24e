using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Funds.Parties;

/// <summary>An erased person's gifts stay in the books, without name or account.</summary>
internal sealed class ForgetErasedParties(VolunteerDbContext db, TimeProvider clock) : IReactTo<PersonErased>
{
    public async Task ReactAsync(PersonErased news, CancellationToken cancellationToken)
    {
        foreach (var party in await db.Set<Party>().Where(party => party.PersonId == news.PersonId).ToListAsync(cancellationToken))
        {
            party.Forget(clock.GetUtcNow());
        }
    }
}
