using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Members;

/// <summary>A leader takes somebody off the roster. Another leader only goes by the secretary's hand or their own.</summary>
internal static class RemoveMember
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/clubs/{clubId:guid}/members/{personId:guid}", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<NoContent> HandleAsync(
        Guid clubId,
        Guid personId,
        VolunteerDbContext db,
        ClubAuthority authority,
        Posts posts,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        await authority.RequireAsync(clubId, cancellationToken);
        await db.AtomicallyAsync(RemoveAsync, cancellationToken);
        posts.Refresh(personId);
        return TypedResults.NoContent();

        async Task<int> RemoveAsync()
        {
            var club = await db.LockClubAsync(clubId, cancellationToken);
            var member = await posts.MemberAsync(clubId, personId, cancellationToken);
            if (member.Post is Post.Leader && personId != user.PersonId && !authority.IsForAll)
            {
                throw new ForbiddenException(OrganizationsErrors.OnlySecretary);
            }

            await posts.EndAsync(club, member, personId == user.PersonId ? LeaveReason.Left : LeaveReason.Removed, cancellationToken);
            return await db.SaveChangesAsync(cancellationToken);
        }
    }
}
