using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>The next pair of tokens. A refresh token that was used before ends the whole session.</summary>
internal static class RefreshTokens
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/tokens/refresh", HandleAsync)
        .AllowEveryone("The refresh token is the permission; the access token has ended by then.")
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<Ok<Tokens>> HandleAsync(Request request, VolunteerDbContext db, SignIns signIns, TimeProvider clock, CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(request.RefreshToken);
        var now = clock.GetUtcNow();
        var token = await db.Set<RefreshToken>().AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken)
            ?? throw new BusinessException(PlatformErrors.RefreshRefused);
        if (await db.Set<RefreshToken>().Where(t => t.Id == token.Id && t.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), cancellationToken) == 0)
        {
            await signIns.EndAsync(token.SessionId, cancellationToken);
            throw new BusinessException(PlatformErrors.RefreshRefused);
        }

        var session = await db.Set<Session>().SingleAsync(s => s.Id == token.SessionId, cancellationToken);
        if (session.RevokedAt is not null || session.ExpiresAt <= now)
        {
            throw new BusinessException(PlatformErrors.RefreshRefused);
        }

        var tokens = signIns.Renew(session);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(tokens);
    }

    public sealed record Request(string RefreshToken);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.RefreshToken).NotEmpty().MaximumLength(100);
    }
}
