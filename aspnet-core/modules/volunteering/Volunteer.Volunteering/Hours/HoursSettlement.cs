using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;

namespace Volunteer.Volunteering.Hours;

/// <summary>Hours nobody has decided on keep a club from being dissolved (O5).</summary>
internal sealed class HoursSettlement(VolunteerDbContext db) : IClubSettlement
{
    public async Task<IReadOnlyList<OpenItem>> OpenItemsAsync(Guid clubId, CancellationToken cancellationToken) =>
        await db.Set<HoursEntry>().CountAsync(e => e.ClubId == clubId && e.State == HoursState.Proposed, cancellationToken) is > 0 and var count
            ? [new OpenItem(VolunteeringErrors.UndecidedHours, count)]
            : [];
}
