using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Organizations.Members;

/// <summary>
/// Who has left the community belongs to no club any more. A club may be left without a leader by this: nobody can refuse
/// a death, and the list of clubs shows it.
/// </summary>
internal sealed class EndMembershipsOfDeparted(VolunteerDbContext db, Posts posts, TimeProvider clock) : IReactTo<PersonDeparted>
{
    public async Task ReactAsync(PersonDeparted news, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var member in await db.Set<ClubMember>().Where(m => m.PersonId == news.PersonId && m.LeftAt == null).ToListAsync(cancellationToken))
        {
            member.Leave(LeaveReason.Departed, now);
            db.Tell(new MemberLeft(member.PersonId, member.ClubId));
        }

        posts.Refresh(news.PersonId);
    }
}
