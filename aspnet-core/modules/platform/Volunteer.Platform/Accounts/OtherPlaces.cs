using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

internal sealed class OtherPlaces(VolunteerDbContext db, ICurrentUser user, ICurrentTenant tenant) : IOtherPlaces
{
    public async Task<IReadOnlyList<PersonPlace>> OfCallerAsync(CancellationToken cancellationToken) => user.IsSignedIn
        ? await db.Set<Membership>()
            .Where(m => m.AccountId == user.AccountId && m.State == MembershipState.Active && m.TenantId != null && m.PersonId != null && m.TenantId != tenant.Id)
            .OrderBy(m => m.Id)
            .Select(m => new PersonPlace(m.TenantId!.Value, m.PersonId!.Value))
            .ToListAsync(cancellationToken)
        : [];
}
