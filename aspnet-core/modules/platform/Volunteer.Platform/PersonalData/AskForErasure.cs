using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.PersonalData;

/// <summary>One asks to be forgotten.</summary>
internal static class AskForErasure
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/erasure-request", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(Erasing erasing, ICurrentUser user, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await erasing.AskAsync(user.RequirePersonId(), cancellationToken)));

    public sealed record Response(Guid Id);
}
