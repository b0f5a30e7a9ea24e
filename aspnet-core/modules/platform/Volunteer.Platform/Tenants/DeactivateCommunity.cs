using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Tenants;

/// <summary>Closes a community: nobody signs in to it and no job runs for it; nothing is deleted.</summary>
internal static class DeactivateCommunity
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/communities/{communityId:guid}/deactivation", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageCommunities);

    private static async Task<NoContent> HandleAsync(Guid communityId, VolunteerDbContext db, SessionCache sessions, CancellationToken cancellationToken)
    {
        var community = await db.Set<Tenant>().SingleOrDefaultAsync(t => t.Id == communityId, cancellationToken) ?? throw new NotFoundException();
        community.Deactivate();
        await db.SaveChangesAsync(cancellationToken);
        sessions.ForgetTenant(communityId);
        return TypedResults.NoContent();
    }
}
