using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;
using Volunteer.Platform;

namespace Volunteer.Organizations.Members;

/// <summary>Changes of who belongs to a club and in which post; call inside a transaction that holds the club's row.</summary>
internal sealed class Posts(VolunteerDbContext db, LocalCalendar calendar, ISessionRefresh sessions, TimeProvider clock)
{
    public Task<ClubMember?> FindAsync(Guid clubId, Guid personId, CancellationToken cancellationToken) =>
        db.Set<ClubMember>().SingleOrDefaultAsync(member => member.ClubId == clubId && member.PersonId == personId && member.LeftAt == null, cancellationToken);

    public async Task<ClubMember> MemberAsync(Guid clubId, Guid personId, CancellationToken cancellationToken) =>
        await FindAsync(clubId, personId, cancellationToken) ?? throw new NotFoundException();

    /// <summary>Everybody who leads the club today.</summary>
    public async Task<List<ClubMember>> LeadersAsync(Guid clubId, CancellationToken cancellationToken)
    {
        var today = await calendar.TodayAsync(cancellationToken);
        return await db.Set<ClubMember>()
            .Where(member => member.ClubId == clubId && member.LeftAt == null && member.Post == Post.Leader && (member.PostUntil == null || member.PostUntil >= today))
            .ToListAsync(cancellationToken);
    }

    public async Task EndAsync(Club club, ClubMember member, LeaveReason reason, CancellationToken cancellationToken)
    {
        await EnsureSomebodyElseLeadsAsync(club, member, cancellationToken);
        member.Leave(reason, clock.GetUtcNow());
        db.Tell(new MemberLeft(member.PersonId, club.Id));
    }

    public async Task AppointAsync(Club club, ClubMember member, Post post, DateOnly? until, CancellationToken cancellationToken)
    {
        if (post is not Post.Member && until < await calendar.TodayAsync(cancellationToken))
        {
            throw new InvalidRequestException("until", OrganizationsErrors.TermOver);
        }

        if (post is not Post.Leader)
        {
            await EnsureSomebodyElseLeadsAsync(club, member, cancellationToken);
        }

        member.Appoint(post, until, clock.GetUtcNow());
    }

    /// <summary>Roles follow posts: what the person may do changes with the next request.</summary>
    public void Refresh(params IEnumerable<Guid> people)
    {
        foreach (var personId in people)
        {
            sessions.Forget(personId);
        }
    }

    private async Task EnsureSomebodyElseLeadsAsync(Club club, ClubMember member, CancellationToken cancellationToken)
    {
        if (club.IsRunning
            && member.LeadsOn(await calendar.TodayAsync(cancellationToken))
            && !(await LeadersAsync(club.Id, cancellationToken)).Exists(leader => leader.Id != member.Id))
        {
            throw new BusinessException(OrganizationsErrors.LastLeader);
        }
    }
}
