using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>The link was opened: the address is theirs and becomes a name to sign in with. The former address is told.</summary>
internal static class ConfirmEmailChange
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/email-changes/confirm", HandleAsync)
        .AllowEveryone("The link's token is the permission.")
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.Reset);

    private static async Task<NoContent> HandleAsync(Request request, VolunteerDbContext db, AccountMails mails, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (hash, now) = (SessionTokens.Hash(request.Token), clock.GetUtcNow());
        string? former = null;
        await db.InTransactionAsync(
            async () =>
            {
                if (await db.Set<EmailChange>().Where(c => c.TokenHash == hash && c.ClosedAt == null && c.ExpiresAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, now), cancellationToken) == 0)
                {
                    throw new BusinessException(PlatformErrors.EmailLinkInvalid);
                }

                var change = await db.Set<EmailChange>().AsNoTracking().SingleAsync(c => c.TokenHash == hash, cancellationToken);
                var account = await db.Set<Account>().SingleAsync(a => a.Id == change.AccountId, cancellationToken);
                former = account.Email;
                account.Identify(new Identifier(IdentifierKind.Email, change.Email));
                await ChangeSignInName.SaveAsync(db, cancellationToken);
            },
            cancellationToken);
        if (former is { } address)
        {
            var culture = CultureInfo.CurrentUICulture.Name;
            mails.Add((services, _) => Task.FromResult<Mail?>(services.GetRequiredService<AccountMailText>().Write(Guid.CreateVersion7(), address, "SignInNameChanged", culture, path: null)));
        }

        return TypedResults.NoContent();
    }

    public sealed record Request(string Token);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Token).NotEmpty().MaximumLength(100);
    }
}
