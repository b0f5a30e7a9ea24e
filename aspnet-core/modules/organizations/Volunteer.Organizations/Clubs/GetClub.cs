using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Members;
using Volunteer.Platform;

namespace Volunteer.Organizations.Clubs;

/// <summary>One club. Its history is for those who lead it, who applied for it, and the secretary.</summary>
internal static class GetClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/clubs/{clubId:guid}", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ViewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        VolunteerDbContext db,
        ClubAuthority authority,
        IPeople people,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var club = await db.Set<Club>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == clubId, cancellationToken) ?? throw new NotFoundException();
        var canManage = await authority.LeadsAsync(clubId, cancellationToken);
        var isMine = canManage || club.AppliedBy == me;
        if (!club.IsRunning && !isMine)
        {
            throw new NotFoundException();
        }

        var members = db.Set<ClubMember>().AsNoTracking().Where(member => member.ClubId == clubId && member.LeftAt == null);
        var count = await members.CountAsync(cancellationToken);
        var posts = await members.Where(member => member.Post != Post.Member || member.PersonId == me)
            .OrderBy(member => member.Post == Post.Leader ? 0 : 1).ThenBy(member => member.PostSince).ThenBy(member => member.Id)
            .Select(member => new { member.PersonId, member.Post, member.PostUntil })
            .ToListAsync(cancellationToken);
        var decisions = isMine
            ? await db.Set<ClubDecision>().AsNoTracking().Where(decision => decision.ClubId == clubId)
                .OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.Id).ToListAsync(cancellationToken)
            : [];
        var names = await people.FindAsync([.. posts.Select(post => post.PersonId).Union(decisions.Select(decision => decision.ByPersonId)).Append(club.AppliedBy)], cancellationToken);
        return TypedResults.Ok(new Response(
            club.Id,
            club.Version,
            club.Name,
            club.NameEn,
            club.Kind,
            club.State,
            club.Purpose,
            club.MeetingPlace,
            club.IsVolunteering,
            club.FoundedOn,
            count,
            [.. posts.Where(post => post.Post is not Post.Member).Select(post => new PostHolder(post.PersonId, NameOf(post.PersonId), post.Post, post.PostUntil))],
            posts.Find(post => post.PersonId == me)?.Post,
            club.AppliedBy == me,
            canManage,
            isMine ? NameOf(club.AppliedBy) : null,
            [.. decisions.Select(decision => new Decision(decision.Kind, NameOf(decision.ByPersonId), decision.Reasons, decision.At))]));

        string NameOf(Guid personId) => names.TryGetValue(personId, out var card) ? card.Name : string.Empty;
    }

    /// <param name="Version">Send it back when changing the club or deciding on it.</param>
    /// <param name="MyPost">Null for who does not belong to the club.</param>
    /// <param name="Decisions">Newest first; empty for who has no part in them.</param>
    public sealed record Response(
        Guid Id,
        int Version,
        string Name,
        string? NameEn,
        ClubKind Kind,
        ClubState State,
        string Purpose,
        string MeetingPlace,
        bool IsVolunteering,
        DateOnly? FoundedOn,
        int MemberCount,
        List<PostHolder> Posts,
        Post? MyPost,
        bool AppliedByMe,
        bool CanManage,
        string? AppliedByName,
        List<Decision> Decisions);

    public sealed record PostHolder(Guid PersonId, string Name, Post Post, DateOnly? Until);

    public sealed record Decision(ClubDecisionKind Kind, string By, string? Reasons, DateTimeOffset At);
}
