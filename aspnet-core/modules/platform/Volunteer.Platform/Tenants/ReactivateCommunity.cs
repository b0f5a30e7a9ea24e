using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Tenants;

/// <summary>Opens a closed community again, as it was.</summary>
internal static class ReactivateCommunity
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/communities/{communityId:guid}/reactivation", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageCommunities);

    private static async Task<NoContent> HandleAsync(Guid communityId, VolunteerDbContext db, SessionCache sessions, CancellationToken cancellationToken)
    {
        var community = await db.Set<Tenant>().SingleOrDefaultAsync(t => t.Id == communityId, cancellationToken) ?? throw new NotFoundException();
        community.Reactivate();
        await db.SaveChangesAsync(cancellationToken);
        sessions.ForgetTenant(communityId);
        return TypedResults.NoContent();
    }
}
