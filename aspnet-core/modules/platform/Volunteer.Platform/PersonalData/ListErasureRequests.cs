using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.PersonalData;

/// <summary>Who wants to be forgotten, open ones first.</summary>
internal static class ListErasureRequests
{
    private const int Most = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/erasure-requests", HandleAsync)
        .RequirePermission(PlatformPermissions.DecideErasure);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, IPeople people, CancellationToken cancellationToken)
    {
        var requests = await db.Set<ErasureRequest>().AsNoTracking()
            .OrderByDescending(r => r.State == ErasureState.Open).ThenByDescending(r => r.AskedAt).ThenBy(r => r.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. requests.Select(r => r.PersonId)], cancellationToken);
        return TypedResults.Ok(new Response(
            [.. requests.Select(r => new Item(r.Id, r.PersonId, cards[r.PersonId].Name, r.AskedAt, r.State, r.DecidedAt, r.Reason))]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(Guid Id, Guid PersonId, string Name, DateTimeOffset AskedAt, ErasureState State, DateTimeOffset? DecidedAt, string? Reason);
}
