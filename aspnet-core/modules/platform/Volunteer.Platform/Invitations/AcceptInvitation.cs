using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Roles;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Invitations;

/// <summary>The invited person comes in, with an account they have or a new one, and is signed in.</summary>
internal static class AcceptInvitation
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/invitations/{token}/acceptance", HandleAsync)
        .AllowEveryone("The link's token is the permission.")
        .WithMetadata(new NotIdempotent())
        .LimitRate<Request>(RateRule.SignIn, request => request.Identifier);

    private static async Task<Ok<Response>> HandleAsync(
        string token,
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        Credentials credentials,
        AccountMaking accounts,
        Acceptance acceptance,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(token);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken) ?? throw new NotFoundException();
        invitation.CheckUsable(clock.GetUtcNow());
        if (invitation.Scope == MembershipScope.Community && !request.Consent)
        {
            throw new InvalidRequestException("consent", PlatformErrors.ConsentNeeded);
        }

        Account account;
        if (request.HasAccount)
        {
            (account, var needsCode) = await credentials.CheckAsync(request.Identifier, request.Password, request.SecondFactorCode, cancellationToken);
            if (needsCode)
            {
                return TypedResults.Ok(new Response(NeedsSecondFactor: true));
            }
        }
        else
        {
            account = await accounts.MakeAsync(request.Identifier, request.Email, request.Password, invitation.Name, cancellationToken);
        }

        try
        {
            await acceptance.AcceptAsync(http, invitation, account, cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception) && exception.Entries.Any(entry => entry.Entity is Account))
        {
            throw new BusinessException(PlatformErrors.IdentifierTaken);
        }

        return TypedResults.Ok(new Response(NeedsSecondFactor: false));
    }

    /// <param name="Identifier">Phone, e-mail or user name: of the account to sign in with, or for a new one.</param>
    /// <param name="HasAccount">Join with an account one already has.</param>
    /// <param name="Email">For a new account whose identifier is none, so that the password can be reset.</param>
    public sealed record Request(
        string Identifier,
        string Password,
        bool Consent = false,
        bool HasAccount = false,
        string? Email = null,
        string? SecondFactorCode = null);

    public sealed record Response(bool NeedsSecondFactor);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Identifier).NotEmpty().MaximumLength(Accounts.Identifier.LongestText);
            RuleFor(request => request.Password).NotEmpty();
            RuleFor(request => request.Email).MaximumLength(Accounts.Identifier.LongestText);
            RuleFor(request => request.SecondFactorCode).MaximumLength(40);
        }
    }
}

/// <summary>What accepting does, all or nothing. The guarded update lets one acceptance through, however many try.</summary>
internal sealed class Acceptance(VolunteerDbContext db, ICurrentTenant tenant, SecretaryGuard guard, ISessionRefresh sessions, SignIns signIns, TimeProvider clock)
{
    public async Task AcceptAsync(HttpContext http, Invitation invitation, Account account, CancellationToken cancellationToken)
    {
        // The connection takes the tenant from here when the transaction opens it.
        using var entered = tenant.Change(invitation.TenantId);
        Membership? membership = null;
        await db.InTransactionAsync(
            async () =>
            {
                await TakeAsync(invitation, cancellationToken);
                membership = invitation is { TenantId: { } tenantId, PersonId: { } personId }
                    ? await JoinCommunityAsync(tenantId, personId, account, invitation.Role, cancellationToken)
                    : await JoinOfficeAsync(invitation, account, cancellationToken);
            },
            cancellationToken);
        if (invitation.PersonId is { } person)
        {
            sessions.Forget(person);
        }

        await signIns.StartCookieAsync(http, account, membership!.Id, cancellationToken);
    }

    private async Task TakeAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.Set<Invitation>()
            .Where(i => i.Id == invitation.Id && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedAt, now), cancellationToken) == 0)
        {
            (await db.Set<Invitation>().AsNoTracking().SingleAsync(i => i.Id == invitation.Id, cancellationToken)).CheckUsable(now);
            throw new BusinessException(PlatformErrors.InvitationUsed);
        }
    }

    private async Task<Membership> JoinCommunityAsync(Guid tenantId, Guid personId, Account account, string? role, CancellationToken cancellationToken)
    {
        await guard.HoldAsync(cancellationToken);
        var person = await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == personId && p.DepartedAt == null, cancellationToken)
            ?? throw new BusinessException(PlatformErrors.InvitationExpired);
        var own = await db.Set<Membership>().SingleOrDefaultAsync(m => m.TenantId == tenantId && m.AccountId == account.Id, cancellationToken);
        if (own is { State: MembershipState.Active } && own.PersonId != personId)
        {
            throw new BusinessException(PlatformErrors.AlreadyMember);
        }

        var former = await db.Set<Membership>()
            .SingleOrDefaultAsync(m => m.TenantId == tenantId && m.PersonId == personId && m.State == MembershipState.Active && m.AccountId != account.Id, cancellationToken);
        var now = clock.GetUtcNow();
        var membership = own ?? new Membership(account.Id, MembershipScope.Community, streetId: null, tenantId, personId, now);
        if (own is null)
        {
            db.Add(membership);
        }
        else if (own.State is MembershipState.Ended)
        {
            own.Resume(personId);
        }

        if (role is not null)
        {
            membership.Grant(role, until: null);
        }

        if (person.AccountId != account.Id)
        {
            await LetGoAsync(account.Id, cancellationToken);
            person.LinkAccount(account.Id);
        }

        db.Add(new Consent(personId, ConsentKind.Registration, ConsentTexts.Registration, ConsentBasis.Self, now));
        await db.SaveChangesAsync(cancellationToken);
        if (former is not null)
        {
            // A link is worth the person's place, not the roles that others gave to the former account.
            await guard.EnsureOneStaysAsync(former, until: null, cancellationToken);
            former.End(now);
            await db.SaveChangesAsync(cancellationToken);
        }

        return membership;
    }

    /// <summary>An account stands for one person of a community: the one it stood for before it left is let go.</summary>
    private async Task LetGoAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.AccountId == accountId, cancellationToken) is { } other)
        {
            other.UnlinkAccount();
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task<Membership> JoinOfficeAsync(Invitation invitation, Account account, CancellationToken cancellationToken)
    {
        var membership = await db.Set<Membership>().SingleOrDefaultAsync(
            m => m.AccountId == account.Id && m.Scope == invitation.Scope && m.StreetId == invitation.StreetId && m.State == MembershipState.Active,
            cancellationToken);
        if (membership is null)
        {
            membership = new Membership(account.Id, invitation.Scope, invitation.StreetId, tenantId: null, personId: null, clock.GetUtcNow());
            db.Add(membership);
        }

        membership.Grant(invitation.Role!, until: null);
        await db.SaveChangesAsync(cancellationToken);
        return membership;
    }
}
