using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>A new password; whoever else was signed in with the old one is not any more.</summary>
internal static class ChangePassword
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/password", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions(), new NotIdempotent())
        .LimitRate(RateRule.SignIn);

    private static async Task<NoContent> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        Credentials credentials,
        Passwords passwords,
        SignIns signIns,
        CancellationToken cancellationToken)
    {
        var session = http.Features.Get<UserSession>()!;
        var account = await credentials.ConfirmAsync(session.AccountId, request.CurrentPassword, cancellationToken);
        PasswordRules.Check(request.NewPassword, "newPassword", account.UserName, account.PhoneNumber, account.Email);
        var hash = passwords.Hash(account, request.NewPassword);
        await db.InTransactionAsync(
            async () =>
            {
                account.PasswordHash = hash;
                await db.SaveChangesAsync(cancellationToken);
                await signIns.EndAllAsync(account.Id, but: session.SessionId, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string CurrentPassword, string NewPassword);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.CurrentPassword).NotEmpty().MaximumLength(PasswordRules.Most);
            RuleFor(request => request.NewPassword).NotEmpty();
        }
    }
}
