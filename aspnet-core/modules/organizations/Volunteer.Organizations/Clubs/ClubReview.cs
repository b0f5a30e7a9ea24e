using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Members;

namespace Volunteer.Organizations.Clubs;

/// <summary>
/// A decision on a club. Of two at once the first stands: the second finds another state, or its save finds another
/// version. With the version that the page showed, a decision on what has changed meanwhile is refused too.
/// </summary>
internal sealed class ClubReview(VolunteerDbContext db, ICurrentUser user, LocalCalendar calendar, Platform.ISessionRefresh sessions, TimeProvider clock)
{
    public async Task<Club> DecideAsync(Guid clubId, int? version, Action<Club, Guid, DateTimeOffset> decide, CancellationToken cancellationToken)
    {
        var club = await db.Set<Club>().SingleOrDefaultAsync(c => c.Id == clubId, cancellationToken) ?? throw new NotFoundException();
        decide(Seen(club, version), user.RequirePersonId(), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await RefreshLeadersAsync(clubId, cancellationToken);
        return club;
    }

    public async Task<bool> HasLeaderAsync(Guid clubId, CancellationToken cancellationToken)
    {
        var today = await calendar.TodayAsync(cancellationToken);
        return await db.Set<ClubMember>().AnyAsync(
            member => member.ClubId == clubId && member.LeftAt == null && member.Post == Post.Leader && (member.PostUntil == null || member.PostUntil >= today),
            cancellationToken);
    }

    public static Club Seen(Club club, int? version) =>
        version is null || version == club.Version ? club : throw new BusinessException(FrameworkErrors.Stale);

    /// <summary>The role of leaders follows from the club's state: it counts at their next request.</summary>
    public async Task RefreshLeadersAsync(Guid clubId, CancellationToken cancellationToken)
    {
        foreach (var personId in await db.Set<ClubMember>().Where(member => member.ClubId == clubId && member.Post != Post.Member).Select(member => member.PersonId).ToListAsync(cancellationToken))
        {
            sessions.Forget(personId);
        }
    }
}
