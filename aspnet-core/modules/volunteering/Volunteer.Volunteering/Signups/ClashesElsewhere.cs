using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// Whether the caller has promised something at that time in another community. Only yes or no comes back: what and where
/// stays over there (S4, O4).
/// </summary>
internal sealed class ClashesElsewhere(VolunteerDbContext db, IOtherPlaces places, ICurrentTenant tenant, IServiceScopeFactory scopes)
{
    public async Task<bool> AnyAsync(Guid shiftId, CancellationToken cancellationToken)
    {
        var others = await places.OfCallerAsync(cancellationToken);
        if (others.Count == 0)
        {
            return false;
        }

        var shift = await db.Set<Shift>().Where(s => s.Id == shiftId).Select(s => new { s.StartsAt, s.EndsAt }).SingleAsync(cancellationToken);
        foreach (var other in others)
        {
            if (await IsBusyAsync(other, shift.StartsAt, shift.EndsAt, cancellationToken))
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
