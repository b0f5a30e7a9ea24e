using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

internal sealed class OtherPlaces(VolunteerDbContext db, ICurrentTenant tenant) : IOtherPlaces
{
    public async Task<ILookup<Guid, PersonPlace>> OfAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Membership>()
            .Where(m => EF.Parameter(accountIds).Contains(m.AccountId) && m.State == MembershipState.Active && m.TenantId != null && m.PersonId != null && m.TenantId != tenant.Id)
            .OrderBy(m => m.Id)
            .Select(m => new { m.AccountId, TenantId = m.TenantId!.Value, PersonId = m.PersonId!.Value })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.AccountId, row => new PersonPlace(row.TenantId, row.PersonId));
    }
}
