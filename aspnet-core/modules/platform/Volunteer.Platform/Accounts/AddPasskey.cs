using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Text;

namespace Volunteer.Platform.Accounts;

/// <summary>Second half: the device's answer becomes a way to sign in.</summary>
internal static class AddPasskey
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/passkeys", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions(), new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        ICurrentUser user,
        PasskeyCeremony ceremony,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var info = await ceremony.MadeAsync(http, user.AccountId, request.Credential);
        var passkey = new Passkey(user.AccountId, info, TextRules.Normalise(request.Name), clock.GetUtcNow());
        db.Add(passkey);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(passkey.Id));
    }

    /// <param name="Name">The person's own word for the device.</param>
    /// <param name="Credential">What <c>navigator.credentials.create</c> gave, as JSON.</param>
    public sealed record Request(string Name, JsonElement Credential);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Name).NotEmpty().MaximumLength(50);
    }
}
