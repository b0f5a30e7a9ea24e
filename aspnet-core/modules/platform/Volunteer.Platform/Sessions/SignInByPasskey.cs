using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>Second half: the device's answer signs in. Device and finger are two factors, so no code is asked for.</summary>
internal static class SignInByPasskey
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/sign-in/passkey", HandleAsync)
        .AllowEveryone("Nobody is signed in before signing in.")
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<NoContent> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        PasskeyCeremony ceremony,
        SignIns signIns,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (account, shown) = await ceremony.ShownAsync(http, request.Credential);
        var passkey = await db.Set<Passkey>().SingleAsync(p => p.CredentialId == shown.CredentialId, cancellationToken);
        passkey.Used(shown, clock.GetUtcNow());
        await signIns.StartCookieAsync(http, account, membershipId: null, cancellationToken, isStrong: true);
        return TypedResults.NoContent();
    }

    /// <param name="Credential">What <c>navigator.credentials.get</c> gave, as JSON.</param>
    public sealed record Request(JsonElement Credential);
}
