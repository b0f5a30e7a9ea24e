using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>A first code proves that the app has the seed; from now on sign-in asks for one.</summary>
internal static class ConfirmSecondFactor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/second-factor/confirmation", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions(), new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        ICurrentUser user,
        SecondFactor secondFactor,
        SignIns signIns,
        CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == user.AccountId, cancellationToken);
        if (account.TwoFactorEnabled)
        {
            throw new BusinessException(PlatformErrors.SecondFactorActive);
        }

        if (!await secondFactor.AcceptAppCodeAsync(account, request.Code, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.SecondFactorCodeWrong);
        }

        account.EnableSecondFactor();
        var codes = await secondFactor.NewRecoveryCodesAsync(account, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await signIns.EndAllAsync(account.Id, but: http.Features.Get<UserSession>()!.SessionId, cancellationToken);
        return TypedResults.Ok(new Response(codes));
    }

    public sealed record Request(string Code);

    /// <param name="RecoveryCodes">Shown this once; each works once in place of a code.</param>
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Code).NotEmpty().MaximumLength(40);
    }
}
