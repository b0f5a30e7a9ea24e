using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Tenants;

internal sealed class TenantDirectory(VolunteerDbContext db, ICurrentTenant tenant) : ITenantDirectory, ICommunity, ICommunityDirectory
{
    private CommunityCard? _current;

    public async Task<IReadOnlyList<Guid>> ActiveAsync(CancellationToken cancellationToken) =>
        await db.Set<Tenant>().Where(t => t.IsActive).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellationToken);

    public async Task<Guid?> FindAsync(string code, CancellationToken cancellationToken) =>
        await db.Set<Tenant>().Where(t => t.Code == code && t.IsActive).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancellationToken);

    public async Task<CommunityCard> CurrentAsync(CancellationToken cancellationToken) =>
        _current is { } card && card.Id == tenant.Id
            ? card
            : _current = await db.Set<Tenant>().Where(t => t.Id == tenant.Id)
                .Select(t => new CommunityCard(t.Id, t.StreetId, t.Name, t.Phone, t.TimeZone))
                .SingleAsync(cancellationToken);
}
