using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Members;
using Volunteer.Platform;

namespace Volunteer.Organizations.Clubs;

/// <summary>The community's clubs: everybody sees those that run and the applications of their own, the secretary sees all.</summary>
internal static class ListClubs
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/clubs", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ViewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        ClubAuthority authority,
        IPeople people,
        ICurrentUser user,
        CancellationToken cancellationToken,
        ClubState? state = null,
        string? search = null,
        bool mine = false,
        int page = 1,
        int pageSize = 50)
    {
        var me = user.RequirePersonId();
        var members = db.Set<ClubMember>().Where(member => member.LeftAt == null);
        var clubs = db.Set<Club>().AsNoTracking();
        if (!authority.IsForAll)
        {
            clubs = clubs.Where(club => club.State == ClubState.Active || club.State == ClubState.Paused || club.AppliedBy == me);
        }

        if (state is not null)
        {
            clubs = clubs.Where(club => club.State == state);
        }

        if (mine)
        {
            clubs = clubs.Where(club => club.AppliedBy == me || members.Any(member => member.ClubId == club.Id && member.PersonId == me));
        }

        if (!string.IsNullOrWhiteSpace(search))
        {
            var text = search.Trim();
            clubs = clubs.Where(club => club.Name.Contains(text) || club.NameEn!.Contains(text));
        }

        var total = await clubs.CountAsync(cancellationToken);
        var rows = await clubs.OrderBy(club => club.Name).ThenBy(club => club.Id)
            .Skip(Paging.Skip(page, pageSize)).Take(Paging.Size(pageSize))
            .Select(club => new
            {
                club.Id,
                club.Name,
                club.NameEn,
                club.Kind,
                club.State,
                club.Purpose,
                club.MeetingPlace,
                club.IsVolunteering,
                Members = members.Count(member => member.ClubId == club.Id),
                MyPost = members.Where(member => member.ClubId == club.Id && member.PersonId == me).Select(member => (Post?)member.Post).FirstOrDefault(),
                Applied = club.AppliedBy == me,
            })
            .ToListAsync(cancellationToken);

        var ids = rows.Select(club => club.Id).ToList();
        var leaders = await members.Where(member => ids.Contains(member.ClubId) && member.Post == Post.Leader)
            .OrderBy(member => member.PostSince).ThenBy(member => member.Id)
            .Select(member => new { member.ClubId, member.PersonId })
            .ToListAsync(cancellationToken);
        var names = await people.FindAsync([.. leaders.Select(leader => leader.PersonId).Distinct()], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(club => new Item(
                club.Id,
                club.Name,
                club.NameEn,
                club.Kind,
                club.State,
                club.Purpose,
                club.MeetingPlace,
                club.IsVolunteering,
                club.Members,
                [.. leaders.Where(leader => leader.ClubId == club.Id && names.ContainsKey(leader.PersonId)).Select(leader => new Leader(leader.PersonId, names[leader.PersonId].Name))],
                club.MyPost,
                club.Applied))],
            total));
    }

    public sealed record Response(List<Item> Items, int Total);

    /// <param name="Leaders">Empty when the club has nobody who leads it: the secretary's desk shows that.</param>
    /// <param name="MyPost">Null for who does not belong to the club.</param>
    public sealed record Item(
        Guid Id,
        string Name,
        string? NameEn,
        ClubKind Kind,
        ClubState State,
        string Purpose,
        string MeetingPlace,
        bool IsVolunteering,
        int MemberCount,
        List<Leader> Leaders,
        Post? MyPost,
        bool AppliedByMe);

    public sealed record Leader(Guid PersonId, string Name);
}
