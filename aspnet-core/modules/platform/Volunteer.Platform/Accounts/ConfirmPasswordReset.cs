using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>Sets a new password by the mailed link, once, and ends all sessions. Signing in follows, with the second factor if there is one.</summary>
internal static class ConfirmPasswordReset
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/password-reset/confirm", HandleAsync)
        .AllowEveryone("The link's token is the permission.")
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.Reset);

    private static async Task<NoContent> HandleAsync(
        Request request,
        VolunteerDbContext db,
        Passwords passwords,
        AttemptGuard attempts,
        SignIns signIns,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(request.Token);
        var now = clock.GetUtcNow();
        var account = await db.Set<PasswordReset>()
            .Where(r => r.TokenHash == hash && r.ClosedAt == null && r.ExpiresAt > now)
            .Join(db.Set<Account>(), r => r.AccountId, a => a.Id, (_, a) => a)
            .SingleOrDefaultAsync(cancellationToken)
            ?? throw new BusinessException(PlatformErrors.ResetLinkInvalid);
        PasswordRules.Check(request.Password, "password", account.UserName, account.PhoneNumber, account.Email);
        var passwordHash = passwords.Hash(account, request.Password);
        await db.InTransactionAsync(
            async () =>
            {
                if (await db.Set<PasswordReset>().Where(r => r.TokenHash == hash && r.ClosedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosedAt, now), cancellationToken) == 0)
                {
                    throw new BusinessException(PlatformErrors.ResetLinkInvalid);
                }

                account.PasswordHash = passwordHash;
                await db.SaveChangesAsync(cancellationToken);
                await signIns.EndAllAsync(account.Id, but: null, cancellationToken);
                await attempts.ForgetAsync(AttemptGuard.Subject(account, string.Empty), cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Token, string Password);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Token).NotEmpty().MaximumLength(100);
            RuleFor(request => request.Password).NotEmpty();
        }
    }
}
