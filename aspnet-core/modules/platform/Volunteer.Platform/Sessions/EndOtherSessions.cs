using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Sessions;

/// <summary>Signs out everywhere else.</summary>
internal static class EndOtherSessions
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/me/sessions", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(HttpContext http, SignIns signIns, CancellationToken cancellationToken)
    {
        var current = http.Features.Get<UserSession>()!;
        await signIns.EndAllAsync(current.AccountId, but: current.SessionId, cancellationToken);
        return TypedResults.NoContent();
    }
}
