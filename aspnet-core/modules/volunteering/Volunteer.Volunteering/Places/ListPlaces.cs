using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Places;

/// <summary>All places of the community, to choose from.</summary>
internal static class ListPlaces
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/places", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<Ok<List<Item>>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Set<Place>().OrderBy(place => place.Name)
            .Select(place => new Item(place.Id, place.Version, place.Name, place.NameEn, place.Address))
            .ToListAsync(cancellationToken));

    public sealed record Item(Guid Id, int Version, string Name, string? NameEn, string Address);
}
