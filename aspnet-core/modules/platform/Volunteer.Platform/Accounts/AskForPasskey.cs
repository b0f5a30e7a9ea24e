using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Accounts;

/// <summary>First half of making a passkey: what the browser hands to the device.</summary>
internal static class AskForPasskey
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/passkeys/options", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions(), new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<Ok<JsonElement>> HandleAsync(Request request, HttpContext http, ICurrentUser user, Credentials credentials, PasskeyCeremony ceremony, CancellationToken cancellationToken)
    {
        await ceremony.EnsureMayChangeFactorsAsync(http.Features.Get<UserSession>()!, cancellationToken);
        var account = await credentials.ConfirmAsync(user.AccountId, request.Password, cancellationToken);
        return TypedResults.Ok(await ceremony.AskToMakeAsync(http, account));
    }

    public sealed record Request(string Password);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Password).NotEmpty().MaximumLength(PasswordRules.Most);
    }
}
