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

/// <summary>
/// Another user name, phone or e-mail to sign in with. The password is asked for once more, because a borrowed phone must not
/// move the names; an e-mail counts only after the link mailed to it was opened, because passwords are reset through it. That
/// a user name or phone is taken can be seen here, a few times a quarter of an hour and under one's own name.
/// </summary>
internal static class ChangeSignInName
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/me/sign-in-names", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new NotIdempotent())
        .LimitRate(RateRule.Reset);

    private static async Task<Ok<Response>> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        Credentials credentials,
        PasskeyCeremony factors,
        AccountMails mails,
        CancellationToken cancellationToken)
    {
        var session = http.Features.Get<UserSession>()!;
        await factors.EnsureMayChangeFactorsAsync(session, cancellationToken);
        if (Identifier.Parse(request.Name) is not { } name)
        {
            throw new InvalidRequestException("name", PlatformErrors.IdentifierInvalid);
        }

        var account = await credentials.ConfirmAsync(session.AccountId, request.Password, cancellationToken);
        var culture = CultureInfo.CurrentUICulture.Name;
        if (name.Kind == IdentifierKind.Email)
        {
            mails.Add((services, stopping) => services.GetRequiredService<EmailChangeMail>().ComposeAsync(account.Id, name, culture, stopping));
            return TypedResults.Ok(new Response(NeedsConfirmation: true));
        }

        account.Identify(name);
        await SaveAsync(db, cancellationToken);
        if (account.Email is { } address)
        {
            mails.Add((services, _) => Task.FromResult<Mail?>(services.GetRequiredService<AccountMailText>().Write(Guid.CreateVersion7(), address, "SignInNameChanged", culture, path: null)));
        }

        return TypedResults.Ok(new Response(NeedsConfirmation: false));
    }

    public static async Task SaveAsync(VolunteerDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(PlatformErrors.IdentifierTaken);
        }
    }

    /// <param name="Name">Which of the three it is shows in the text itself.</param>
    public sealed record Request(string Name, string Password);

    /// <param name="NeedsConfirmation">A link went to the new address, if it is free; the name counts when it was opened.</param>
    public sealed record Response(bool NeedsConfirmation);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().MaximumLength(Identifier.LongestText);
            RuleFor(request => request.Password).NotEmpty().MaximumLength(PasswordRules.Most);
        }
    }
}

/// <summary>Makes the link for a new address and the mail that carries it; none for an address that another account has.</summary>
internal sealed class EmailChangeMail(VolunteerDbContext db, AccountMailText text, TimeProvider clock)
{
    public async Task<Mail?> ComposeAsync(Guid accountId, Identifier email, string culture, CancellationToken cancellationToken)
    {
        var normalized = email.Normalized;
        if (await db.Set<Account>().AnyAsync(a => a.NormalizedEmail == normalized, cancellationToken))
        {
            return null;
        }

        var (token, now) = (SessionTokens.New(), clock.GetUtcNow());
        await db.Set<EmailChange>().Where(c => c.AccountId == accountId && c.ClosedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.ClosedAt, now), cancellationToken);
        var change = new EmailChange(accountId, email.Value, SessionTokens.Hash(token), now, now + EmailChange.Lifetime);
        db.Add(change);
        await db.SaveChangesAsync(cancellationToken);
        return text.Write(change.Id, email.Value, "ConfirmEmail", culture, $"/email-confirmation/{token}", ("hours", (int)EmailChange.Lifetime.TotalHours));
    }
}
