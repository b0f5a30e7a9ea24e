using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Tenants;

/// <summary>All communities, for the operator.</summary>
internal static class ListCommunities
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/communities", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageCommunities);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CommunityCards cards, CancellationToken cancellationToken, Guid? streetId = null) =>
        TypedResults.Ok(new Response(await cards.ReadAsync(db.Set<Tenant>().Where(t => streetId == null || t.StreetId == streetId), cancellationToken)));

    public sealed record Response(IReadOnlyList<CommunityOverview> Items);
}
