using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Tenants;

/// <summary>The street's own communities, as cards.</summary>
internal static class ListStreetCommunities
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/street/communities", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewStreet);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CommunityCards cards, ICurrentUser user, CancellationToken cancellationToken)
    {
        var streetId = user.StreetId ?? throw new ForbiddenException();
        return TypedResults.Ok(new Response(await cards.ReadAsync(db.Set<Tenant>().Where(t => t.StreetId == streetId), cancellationToken)));
    }

    public sealed record Response(IReadOnlyList<CommunityOverview> Items);
}
