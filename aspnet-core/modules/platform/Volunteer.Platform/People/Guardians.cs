using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Registrations;

namespace Volunteer.Platform.People;

internal sealed class Guardians(VolunteerDbContext db) : IGuardians
{
    public async Task<IReadOnlyDictionary<Guid, DateOnly>> ConsentsAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken) =>
        (await db.Set<Consent>()
            .Where(c => c.Kind == ConsentKind.Participation && c.WithdrawnAt == null && personIds.Contains(c.PersonId))
            .Select(c => new { c.PersonId, c.ValidUntil })
            .ToListAsync(cancellationToken))
        .GroupBy(consent => consent.PersonId)
        .ToDictionary(given => given.Key, given => given.Max(consent => consent.ValidUntil ?? DateOnly.MaxValue));

    public async Task<IReadOnlyList<Guid>> BornAfterAsync(DateOnly day, CancellationToken cancellationToken) =>
        await db.Set<Person>().Where(p => p.BirthDate > day && p.DepartedAt == null).Select(p => p.Id).ToListAsync(cancellationToken);
}
