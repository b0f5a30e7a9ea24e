using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Qr;

namespace Volunteer.Platform.Accounts;

/// <summary>Gives a new seed for the authenticator app; it counts once a code from it was shown.</summary>
internal static class PrepareSecondFactor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/second-factor", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions(), new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        HttpContext http,
        ICurrentUser user,
        Credentials credentials,
        SecondFactor secondFactor,
        PasskeyCeremony ceremony,
        CancellationToken cancellationToken)
    {
        await ceremony.EnsureMayChangeFactorsAsync(http.Features.Get<UserSession>()!, cancellationToken);
        var account = await credentials.ConfirmAsync(user.AccountId, request.Password, cancellationToken);
        if (account.TwoFactorEnabled)
        {
            throw new BusinessException(PlatformErrors.SecondFactorActive);
        }

        var secret = Totp.Base32(secondFactor.Prepare(account));
        await db.SaveChangesAsync(cancellationToken);
        var label = Uri.EscapeDataString($"Volunteer:{account.UserName ?? account.Email ?? account.Name ?? "Volunteer"}");
        var uri = $"otpauth://totp/{label}?secret={secret}&issuer=Volunteer";
        return TypedResults.Ok(new Response(secret, uri, SafeQr.Svg(uri)));
    }

    public sealed record Request(string Password);

    /// <param name="Secret">For typing where no camera is.</param>
    public sealed record Response(string Secret, string Uri, string QrSvg);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Password).NotEmpty().MaximumLength(PasswordRules.Most);
    }
}
