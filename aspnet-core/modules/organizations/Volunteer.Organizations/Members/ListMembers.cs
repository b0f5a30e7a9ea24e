using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;
using Volunteer.Platform;

namespace Volunteer.Organizations.Members;

/// <summary>The club's roster for those who lead it, and the founding members for whoever applied; phones masked.</summary>
internal static class ListMembers
{
    private const int MostFound = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/clubs/{clubId:guid}/members", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ViewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        VolunteerDbContext db,
        ClubAuthority authority,
        IPeople people,
        ICurrentUser user,
        CancellationToken cancellationToken,
        string? search = null,
        int page = 1,
        int pageSize = 50)
    {
        var me = user.RequirePersonId();
        if (!await db.Set<Club>().AnyAsync(club => club.Id == clubId && club.AppliedBy == me && Club.Proposed.Contains(club.State), cancellationToken))
        {
            await authority.RequireAsync(clubId, cancellationToken);
        }

        var members = db.Set<ClubMember>().AsNoTracking().Where(member => member.ClubId == clubId && member.LeftAt == null);
        if (!string.IsNullOrWhiteSpace(search))
        {
            var found = (await people.SearchAsync(search, MostFound, cancellationToken)).Select(card => card.Id).ToList();
            members = members.Where(member => found.Contains(member.PersonId));
        }

        var total = await members.CountAsync(cancellationToken);
        var rows = await members
            .OrderBy(member => member.Post == Post.Leader ? 0 : member.Post == Post.Deputy ? 1 : 2).ThenBy(member => member.JoinedAt).ThenBy(member => member.Id)
            .Skip(Paging.Skip(page, pageSize)).Take(Paging.Size(pageSize))
            .ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. rows.Select(member => member.PersonId)], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Where(member => cards.ContainsKey(member.PersonId)).Select(member => ItemOf(member, cards[member.PersonId]))],
            total));
    }

    private static Item ItemOf(ClubMember member, PersonCard card) => new(
        member.PersonId,
        card.Name,
        card.MaskedPhone,
        card.BirthDate?.Year,
        card.ShortCode,
        card.HasAccount,
        card.HasEmail,
        member.Post,
        member.PostUntil,
        member.Remark,
        member.JoinedAt);

    public sealed record Response(List<Item> Items, int Total);

    public sealed record Item(
        Guid PersonId,
        string Name,
        string? MaskedPhone,
        int? BirthYear,
        string ShortCode,
        bool HasAccount,
        bool HasEmail,
        Post Post,
        DateOnly? PostUntil,
        string? Remark,
        DateTimeOffset JoinedAt);
}
