using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Sessions;

/// <summary>Ends this session and lets the browser forget what it kept of it.</summary>
internal static class SignOut
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/sign-out", HandleAsync)
        .AllowEveryone("Signing out twice is no mistake; it touches only the caller's own session.")
        .WithMetadata(new NotIdempotent());

    private static async Task<NoContent> HandleAsync(HttpContext http, SignIns signIns, CancellationToken cancellationToken)
    {
        if (http.Features.Get<UserSession>() is { } session)
        {
            await signIns.EndAsync(session.SessionId, cancellationToken);
        }

        SessionCookie.Clear(http);
        Antiforgery.Clear(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return TypedResults.NoContent();
    }
}
