using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Organizations.Members;

/// <summary>What a roster remarked about an erased person goes; that somebody belonged to the club stays.</summary>
internal sealed class ForgetErased(VolunteerDbContext db) : IReactTo<PersonErased>
{
    public Task ReactAsync(PersonErased news, CancellationToken cancellationToken) =>
        db.Set<ClubMember>().Where(member => member.PersonId == news.PersonId && member.Remark != null)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Remark, (string?)null), cancellationToken);
}
