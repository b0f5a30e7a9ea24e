using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>Switches the second step off, e.g. to move to another phone: with the password and a last code.</summary>
internal static class RemoveSecondFactor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/second-factor/removal", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<NoContent> HandleAsync(
        Request request,
        VolunteerDbContext db,
        ICurrentUser user,
        Credentials credentials,
        SecondFactor secondFactor,
        SessionCache cache,
        CancellationToken cancellationToken)
    {
        var account = await credentials.ConfirmAsync(user.AccountId, request.Password, cancellationToken);
        if (!account.TwoFactorEnabled || !await secondFactor.AcceptAsync(account, request.Code, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.SecondFactorCodeWrong);
        }

        account.DropSecondFactor();
        await secondFactor.ForgetRecoveryCodesAsync(account, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        cache.ForgetAccount(account.Id);
        return TypedResults.NoContent();
    }

    /// <param name="Code">From the app, or a recovery code.</param>
    public sealed record Request(string Password, string Code);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Password).NotEmpty().MaximumLength(PasswordRules.Most);
            RuleFor(request => request.Code).NotEmpty().MaximumLength(40);
        }
    }
}
