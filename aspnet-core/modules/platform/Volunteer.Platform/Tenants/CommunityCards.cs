using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Tenants;

/// <summary>What those above a community see of it: its name, its telephone and two counts; nothing of what is inside.</summary>
internal sealed record CommunityOverview(
    Guid Id,
    Guid StreetId,
    string Code,
    string Name,
    string NameEn,
    string Phone,
    string Address,
    bool IsActive,
    int People,
    int Members);

internal sealed class CommunityCards(VolunteerDbContext db, ICurrentTenant tenant)
{
    public async Task<IReadOnlyList<CommunityOverview>> ReadAsync(IQueryable<Tenant> which, CancellationToken cancellationToken)
    {
        var communities = await which.AsNoTracking().OrderBy(t => t.Name).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        var ids = communities.Select(t => t.Id).ToList();
        var members = await db.Set<Membership>()
            .Where(m => m.TenantId != null && ids.Contains(m.TenantId.Value) && m.State == MembershipState.Active)
            .GroupBy(m => m.TenantId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var cards = new List<CommunityOverview>(communities.Count);
        foreach (var community in communities)
        {
            cards.Add(new CommunityOverview(
                community.Id,
                community.StreetId,
                community.Code,
                community.Name,
                community.NameEn,
                community.Phone,
                community.Address,
                community.IsActive,
                await CountPeopleAsync(community.Id, cancellationToken),
                members.GetValueOrDefault(community.Id)));
        }

        return cards;
    }

    /// <summary>One community at a time: the row-level wall lets nobody count across.</summary>
    private Task<int> CountPeopleAsync(Guid tenantId, CancellationToken cancellationToken) =>
        db.InTenantAsync(tenant, tenantId, () => db.Set<Person>().CountAsync(p => p.DepartedAt == null, cancellationToken), cancellationToken);
}
