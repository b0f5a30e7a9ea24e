using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// Whether a caller has promised something at that time in another community. Only yes or no comes back: what and where
/// stays over there (S4, O4).
/// </summary>
internal sealed class ClashesElsewhere(IOtherPlaces places, ICurrentTenant tenant, IServiceScopeFactory scopes)
{
    /// <summary>By account; most people belong to one community only.</summary>
    public Task<ILookup<Guid, PersonPlace>> PlacesAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken) =>
        places.OfAsync(accountIds, cancellationToken);

    public async Task<bool> AnyAsync(IEnumerable<PersonPlace> others, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        foreach (var other in others)
        {
            if (await IsBusyAsync(other, from, to, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsBusyAsync(PersonPlace place, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        // A scope of its own: on PostgreSQL the connection carries the tenant.
        using var entered = tenant.Change(place.TenantId);
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VolunteerDbContext>().Set<Signup>()
            .AnyAsync(
                s => s.PersonId == place.PersonId && !s.NeedsReconfirmation
                    && (s.State == SignupState.Confirmed || s.State == SignupState.Offered)
                    && s.StartsAt < to && s.EndsAt > from,
                cancellationToken);
    }
}
