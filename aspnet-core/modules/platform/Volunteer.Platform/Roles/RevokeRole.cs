using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Roles;

/// <summary>Takes a role away, from somebody or from oneself; it ends with the person's next request.</summary>
internal static class RevokeRole
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/people/{personId:guid}/roles/{role}", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageRoles);

    private static async Task<NoContent> HandleAsync(
        Guid personId,
        string role,
        VolunteerDbContext db,
        ICurrentTenant tenant,
        SecretaryGuard guard,
        ISessionRefresh sessions,
        CancellationToken cancellationToken)
    {
        await db.InTransactionAsync(
            async () =>
            {
                await guard.HoldAsync(cancellationToken);
                var membership = await db.Set<Membership>()
                    .SingleOrDefaultAsync(m => m.TenantId == tenant.Id && m.PersonId == personId && m.State == MembershipState.Active, cancellationToken);
                if (membership?.Roles.Any(held => held.Role == role) != true)
                {
                    throw new NotFoundException();
                }

                if (role == RoleNames.Secretary)
                {
                    await guard.EnsureOneStaysAsync(membership, until: null, cancellationToken);
                }

                membership.Revoke(role);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        sessions.Forget(personId);
        return TypedResults.NoContent();
    }
}
