using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Roles;

/// <summary>Gives somebody a role, or changes the end of its term.</summary>
internal static class GrantRole
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/people/{personId:guid}/roles", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageRoles);

    private static async Task<NoContent> HandleAsync(
        Guid personId,
        Request request,
        VolunteerDbContext db,
        DefinitionContext definitions,
        ICurrentTenant tenant,
        ICurrentUser user,
        SecretaryGuard guard,
        ISessionRefresh sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!await db.Set<Person>().AnyAsync(p => p.Id == personId, cancellationToken))
        {
            throw new NotFoundException();
        }

        if (!RoleRules.IsGrantable(RoleRules.OfTenant(definitions, request.Role)))
        {
            throw new BusinessException(PlatformErrors.RoleNotGrantable);
        }

        if (request.Until <= clock.GetUtcNow())
        {
            throw new InvalidRequestException("until", PlatformErrors.RoleTermOver);
        }

        // Nobody gives themselves more, or longer: what one account can do, a stolen one can.
        if (personId == user.PersonId)
        {
            throw new BusinessException(PlatformErrors.SelfGrant);
        }

        await db.InTransactionAsync(
            async () =>
            {
                await guard.HoldAsync(cancellationToken);
                var membership = await db.Set<Membership>()
                    .SingleOrDefaultAsync(m => m.TenantId == tenant.Id && m.PersonId == personId && m.State == MembershipState.Active, cancellationToken)
                    ?? throw new BusinessException(PlatformErrors.NoAccountYet);
                if (request is { Role: RoleNames.Secretary, Until: { } until })
                {
                    await guard.EnsureOneStaysAsync(membership, until, cancellationToken);
                }

                membership.Grant(request.Role, request.Until);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        sessions.Forget(personId);
        return TypedResults.NoContent();
    }

    /// <param name="Until">End of the term; null for no end.</param>
    public sealed record Request(string Role, DateTimeOffset? Until = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(r => r.Role).NotEmpty().MaximumLength(60);
    }
}
