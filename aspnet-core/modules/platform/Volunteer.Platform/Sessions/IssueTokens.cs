using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>Signs an API client in: a short access token and a single-use refresh token.</summary>
internal static class IssueTokens
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/tokens", HandleAsync)
        .AllowEveryone("Nobody is signed in before signing in.")
        .WithMetadata(new NotIdempotent())
        .LimitRate<Request>(RateRule.SignIn, request => request.Identifier);

    private static async Task<Ok<Tokens>> HandleAsync(Request request, HttpContext http, Credentials credentials, SignIns signIns, CancellationToken cancellationToken)
    {
        var (account, needsCode) = await credentials.CheckAsync(request.Identifier, request.Password, request.SecondFactorCode, cancellationToken);
        return needsCode
            ? throw new BusinessException(PlatformErrors.SecondFactorCodeNeeded)
            : TypedResults.Ok(await signIns.StartBearerAsync(http, account, cancellationToken));
    }

    public sealed record Request(string Identifier, string Password, string? SecondFactorCode = null);

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
