using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>First half of signing in by passkey. It names nobody: the device knows whose keys it has.</summary>
internal static class AskToSignInByPasskey
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/sign-in/passkey/options", HandleAsync)
        .AllowEveryone("Nobody is signed in before signing in.")
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<Ok<JsonElement>> HandleAsync(HttpContext http, PasskeyCeremony ceremony) => TypedResults.Ok(await ceremony.AskToShowAsync(http));
}
