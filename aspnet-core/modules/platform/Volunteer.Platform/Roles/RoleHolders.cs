using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Roles;

internal sealed class RoleHolders(VolunteerDbContext db, ICurrentTenant tenant, TimeProvider clock) : IRoleHolders
{
    public async Task<IReadOnlyCollection<Guid>> HoldersOfAsync(string role, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Set<Membership>()
            .Where(m => m.TenantId == tenant.Id && m.State == MembershipState.Active && m.PersonId != null && m.Roles.Any(r => r.Role == role && (r.Until == null || r.Until > now)))
            .Select(m => m.PersonId!.Value)
            .ToListAsync(cancellationToken);
    }
}
