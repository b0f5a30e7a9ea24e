using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.PersonalData;

/// <summary>The secretary notes that somebody asked to be forgotten on paper, or that the family of somebody who died did (PIPL art. 49).</summary>
internal static class RecordErasureRequest
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/erasure-request", HandleAsync)
        .RequirePermission(PlatformPermissions.DecideErasure);

    private static async Task<Ok<Response>> HandleAsync(Guid personId, Erasing erasing, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await erasing.AskAsync(personId, cancellationToken)));

    public sealed record Response(Guid Id);
}
