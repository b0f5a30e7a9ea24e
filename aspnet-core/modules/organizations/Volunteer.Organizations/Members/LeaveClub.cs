using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Organizations.Members;

/// <summary>The signed-in person leaves a club.</summary>
internal static class LeaveClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/clubs/{clubId:guid}/members/mine", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ViewClubs);

    private static async Task<NoContent> HandleAsync(
        Guid clubId,
        VolunteerDbContext db,
        Posts posts,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        await db.AtomicallyAsync(LeaveAsync, cancellationToken);
        posts.Refresh(me);
        return TypedResults.NoContent();

        async Task<int> LeaveAsync()
        {
            var club = await db.LockClubAsync(clubId, cancellationToken);
            await posts.EndAsync(club, await posts.MemberAsync(clubId, me, cancellationToken), LeaveReason.Left, cancellationToken);
            return await db.SaveChangesAsync(cancellationToken);
        }
    }
}
