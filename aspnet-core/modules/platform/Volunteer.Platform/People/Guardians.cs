using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.People;

internal sealed class Guardians(VolunteerDbContext db) : IGuardians
{
    public async Task<IReadOnlySet<Guid>> WithConsentAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken) =>
        await db.Set<Person>()
            .Where(p => personIds.Contains(p.Id) && p.ConsentBasis == ConsentBasis.Guardian)
            .Select(p => p.Id)
            .ToHashSetAsync(cancellationToken);
}
