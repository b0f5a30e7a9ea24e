using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>Shows the second factor once more in a running session; it counts for ten minutes.</summary>
internal static class ProveSecondFactor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/second-factor/proof", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<NoContent> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        ICurrentUser user,
        SecondFactor secondFactor,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == user.AccountId, cancellationToken);
        if (!account.TwoFactorEnabled)
        {
            throw new BusinessException(PlatformErrors.SecondFactorNeeded);
        }

        if (!await secondFactor.AcceptAsync(account, request.Code, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.SecondFactorCodeWrong);
        }

        var (sessionId, now) = (http.Features.Get<UserSession>()!.SessionId, clock.GetUtcNow());
        await db.Set<Session>().Where(s => s.Id == sessionId).ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvedAt, now), cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Code);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Code).NotEmpty().MaximumLength(40);
    }
}

internal sealed class SecondFactorProof(VolunteerDbContext db, IHttpContextAccessor http, SecondFactor secondFactor, TimeProvider clock) : ISecondFactorProof
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public async Task RequireRecentAsync(CancellationToken cancellationToken)
    {
        var user = http.HttpContext?.Features.Get<UserSession>() ?? throw new ForbiddenException();
        var provedAt = await db.Set<Session>().AsNoTracking().Where(s => s.Id == user.SessionId).Select(s => s.ProvedAt).SingleOrDefaultAsync(cancellationToken);
        if (provedAt is { } at && clock.GetUtcNow() - at <= Lifetime)
        {
            return;
        }

        if (await db.Set<Account>().AnyAsync(a => a.Id == user.AccountId && a.TwoFactorEnabled, cancellationToken))
        {
            throw new BusinessException(PlatformErrors.SecondFactorProofNeeded);
        }

        if (secondFactor.IsRequired)
        {
            throw new BusinessException(PlatformErrors.SecondFactorNeeded);
        }
    }
}
