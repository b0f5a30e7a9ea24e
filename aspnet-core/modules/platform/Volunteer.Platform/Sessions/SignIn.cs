using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>Signs in by phone, e-mail or user name. Every failure is the same refusal.</summary>
internal static class SignIn
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/sign-in", HandleAsync)
        .AllowEveryone("Nobody is signed in before signing in.")
        .WithMetadata(new NotIdempotent())
        .LimitRate<Request>(RateRule.SignIn, request => request.Identifier);

    private static async Task<Ok<Response>> HandleAsync(Request request, HttpContext http, Credentials credentials, SignIns signIns, CancellationToken cancellationToken)
    {
        var (account, needsCode) = await credentials.CheckAsync(request.Identifier, request.Password, request.SecondFactorCode, cancellationToken);
        if (!needsCode)
        {
            await signIns.StartCookieAsync(http, account, membershipId: null, cancellationToken);
        }

        return TypedResults.Ok(new Response(needsCode));
    }

    public sealed record Request(string Identifier, string Password, string? SecondFactorCode = null);

    public sealed record Response(bool NeedsSecondFactor);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Identifier).NotEmpty().MaximumLength(Accounts.Identifier.LongestText);
            RuleFor(request => request.Password).NotEmpty().MaximumLength(PasswordRules.Most);
            RuleFor(request => request.SecondFactorCode).MaximumLength(40);
        }
    }
}
