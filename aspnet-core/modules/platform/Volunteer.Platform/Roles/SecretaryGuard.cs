using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Roles;

/// <summary>
/// A community always keeps one secretary. Whoever takes the role from somebody first holds the community's row: two
/// secretaries who leave at the same moment wait for each other, and the second one stays.
/// </summary>
internal sealed class SecretaryGuard(VolunteerDbContext db, ICurrentTenant tenant, TimeProvider clock)
{
    /// <summary>Until the end of the transaction nobody else changes who is secretary. Read memberships after it, not before.</summary>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Without a transaction nothing is held.");
        }

        await db.Set<Tenant>().Where(t => t.Id == tenant.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RoleChanges, t => t.RoleChanges + 1), cancellationToken);
    }

    /// <summary>Refuses when this membership's being secretary ends now, or at <paramref name="until"/>, and nobody else is secretary for as long.</summary>
    public async Task EnsureOneStaysAsync(Membership leaving, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var theirs = leaving.Roles.SingleOrDefault(role => role.Role == RoleNames.Secretary && (role.Until is null || role.Until > now));
        if (theirs is null)
        {
            return;
        }

        // A term may end only where somebody else's does not, or ends later.
        var needed = until ?? now;
        var anotherStays = await db.Set<Membership>().AnyAsync(
            m => m.TenantId == tenant.Id && m.Id != leaving.Id && m.State == MembershipState.Active
                && m.Roles.Any(role => role.Role == RoleNames.Secretary && (role.Until == null || role.Until > needed)),
            cancellationToken);
        if (!anotherStays)
        {
            throw new BusinessException(PlatformErrors.LastSecretary);
        }
    }
}
