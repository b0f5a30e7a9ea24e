using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;
using Volunteer.Platform;

namespace Volunteer.Organizations.Members;

/// <summary>Answers other modules, and gives leaders their role for as long as they have the post.</summary>
internal sealed class ClubDirectory(VolunteerDbContext db, LocalCalendar calendar) : IClubs, IRoleSource
{
    public async Task<IReadOnlyDictionary<Guid, ClubCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        (await db.Set<Club>().AsNoTracking().Where(club => ids.Contains(club.Id))
            .Select(club => new { club.Id, club.Name, club.Kind, club.IsVolunteering, club.State })
            .ToListAsync(cancellationToken))
        .ToDictionary(club => club.Id, club => new ClubCard(club.Id, club.Name, club.Kind.ToString(), club.IsVolunteering, club.State is ClubState.Active));

    public async Task<IReadOnlyCollection<Guid>> LedByAsync(Guid personId, CancellationToken cancellationToken)
    {
        var posts = await PostsIn(db.Set<ClubMember>().Where(member => member.PersonId == personId))
            .Select(member => new { member.ClubId, member.PostUntil })
            .ToListAsync(cancellationToken);

        // Most posts have no end: the community's calendar is only asked when one has.
        return posts.TrueForAll(post => post.PostUntil is null)
            ? [.. posts.Select(post => post.ClubId)]
            : await CurrentAsync();

        async Task<IReadOnlyCollection<Guid>> CurrentAsync()
        {
            var today = await calendar.TodayAsync(cancellationToken);
            return [.. posts.Where(post => post.PostUntil is null || post.PostUntil >= today).Select(post => post.ClubId)];
        }
    }

    public async Task<IReadOnlyCollection<Guid>> ClubsOfAsync(Guid personId, CancellationToken cancellationToken) =>
        await InRunningClubs(db.Set<ClubMember>().Where(member => member.PersonId == personId && member.LeftAt == null))
            .Select(member => member.ClubId)
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyCollection<(Guid PersonId, Guid ClubId)>> MembershipsAsync(IReadOnlyCollection<Guid> personIds, IReadOnlyCollection<Guid> clubIds, CancellationToken cancellationToken)
    {
        var rows = await InRunningClubs(db.Set<ClubMember>().Where(member => EF.Parameter(personIds).Contains(member.PersonId) && EF.Parameter(clubIds).Contains(member.ClubId) && member.LeftAt == null))
            .Select(member => new { member.PersonId, member.ClubId })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.PersonId, row.ClubId))];
    }

    public async Task<IReadOnlyCollection<Guid>> LeadersOfAsync(Guid clubId, CancellationToken cancellationToken)
    {
        var today = await calendar.TodayAsync(cancellationToken);
        return await PostsIn(db.Set<ClubMember>().Where(member => member.ClubId == clubId))
            .Where(member => member.PostUntil == null || member.PostUntil >= today)
            .OrderBy(member => member.Post == Post.Leader ? 0 : 1).ThenBy(member => member.PostSince).ThenBy(member => member.Id)
            .Select(member => member.PersonId)
            .ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyCollection<Guid>> MembersOfAsync(Guid clubId, CancellationToken cancellationToken) =>
        await db.Set<ClubMember>().Where(member => member.ClubId == clubId && member.LeftAt == null)
            .Select(member => member.PersonId)
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyCollection<string>> RolesOfAsync(Guid personId, CancellationToken cancellationToken) =>
        (await LedByAsync(personId, cancellationToken)).Count > 0 ? [RoleNames.ClubLeader] : [];

    private IQueryable<ClubMember> PostsIn(IQueryable<ClubMember> members) =>
        InRunningClubs(members.Where(member => member.LeftAt == null && (member.Post == Post.Leader || member.Post == Post.Deputy)));

    private IQueryable<ClubMember> InRunningClubs(IQueryable<ClubMember> members) => members
        .Where(member => db.Set<Club>().Any(club => club.Id == member.ClubId && (club.State == ClubState.Active || club.State == ClubState.Paused)));
}
