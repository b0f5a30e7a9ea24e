using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;
using Volunteer.Platform.Registrations;

namespace Volunteer.Platform.People;

internal sealed class PeopleRegister(VolunteerDbContext db, IdNumberVault vault, TimeProvider clock) : IPeople
{
    private const int ShortestPhoneEnd = 4;

    /// <summary>Every value of a list becomes a parameter, and SQLite takes 32,766 of them.</summary>
    private const int Batch = 1000;

    public async Task<IReadOnlyDictionary<Guid, PersonCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, PersonCard>(ids.Count);
        foreach (var some in ids.Distinct().Chunk(Batch))
        {
            foreach (var person in await db.Set<Person>().AsNoTracking().Where(p => EF.Parameter(some).Contains(p.Id)).ToListAsync(cancellationToken))
            {
                found.Add(person.Id, Card(person));
            }
        }

        return found;
    }

    public async Task<IReadOnlyList<Guid?>> MatchAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken) =>
        [.. (await IdentifyAsync(keys, cancellationToken)).Select(found => found.PersonId)];

    public async Task<IReadOnlyList<Identification>> IdentifyAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken)
    {
        var found = new List<Identification>(keys.Count);
        foreach (var some in keys.Chunk(Batch))
        {
            var wanted = some.Select(key => new Wanted(
                key.Name,
                key.BirthDate,
                PhoneNumber.TryParse(key.Phone, out var phone, out _) ? phone.Value : key.Phone,
                key.IdNumber is null ? null : vault.Index(key.IdNumber))).ToList();
            var names = wanted.Select(key => key.Name).Distinct(StringComparer.Ordinal).ToList();
            var indexes = wanted.Where(key => key.IdNumberIndex is not null).Select(key => key.IdNumberIndex!).ToList();
            var candidates = await db.Set<Person>().AsNoTracking()
                .Where(p => p.ErasedAt == null && (names.Contains(p.Name) || (p.IdNumberIndex != null && indexes.Contains(p.IdNumberIndex))))
                .Select(p => new Candidate(p.Id, p.Name, p.BirthDate, p.Phone, p.IdNumberIndex, p.DepartedAt != null))
                .ToListAsync(cancellationToken);
            var byName = candidates.ToLookup(p => p.Name, StringComparer.Ordinal);
            var byIndex = candidates.Where(p => p.IdNumberIndex is not null).ToDictionary(p => Convert.ToHexString(p.IdNumberIndex!), StringComparer.Ordinal);
            found.AddRange(wanted.Select(key => Identify(key, byName[key.Name], key.IdNumberIndex is { } index ? byIndex.GetValueOrDefault(Convert.ToHexString(index)) : null)));
        }

        return found;
    }

    public async Task<IReadOnlyList<PersonCard>> SearchAsync(string text, int most, CancellationToken cancellationToken) =>
        [.. (await Matching(db.Set<Person>().AsNoTracking(), text).Where(p => p.DepartedAt == null)
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Take(most).ToListAsync(cancellationToken)).Select(Card)];

    public Guid Register(NewPerson person)
    {
        var added = new Person(
            person.Name,
            person.Sex,
            person.BirthDate,
            PhoneNumber.TryParse(person.Phone, out var phone, out _) ? phone.Value : person.Phone,
            person.Email,
            person.Building,
            person.ConsentBasis,
            clock.GetUtcNow());
        if (person.IdNumber is { } number)
        {
            added.KeepIdNumber(vault.Encrypt(number), vault.Index(number));
        }

        db.Add(added);
        if (person.ConsentBasis == ConsentBasis.Guardian)
        {
            db.Add(new Consent(added.Id, ConsentKind.Participation, ConsentTexts.Participation, ConsentBasis.Guardian, clock.GetUtcNow()));
        }

        return added.Id;
    }

    /// <summary>Name or short code, or the end of a phone number (at least four digits).</summary>
    public static IQueryable<Person> Matching(IQueryable<Person> people, string text)
    {
        var wanted = text.Trim();
        var code = wanted.ToUpperInvariant();
        return wanted.Length >= ShortestPhoneEnd && wanted.All(char.IsAsciiDigit)
            ? people.Where(p => (p.Phone != null && p.Phone.EndsWith(wanted)) || p.ShortCode == code)
            : people.Where(p => p.Name.Contains(wanted) || p.ShortCode == code);
    }

    private static Identification Identify(Wanted key, IEnumerable<Candidate> ofThatName, Candidate? ofThatNumber)
    {
        if (ofThatNumber is not null)
        {
            // A number typed wrong, or a name changed: either way somebody has to look.
            return ofThatNumber.Name == key.Name ? Sure(ofThatNumber) : new Identification(null, IdentityDoubt.IdNumberOfAnotherName, ofThatNumber.Id);
        }

        // Nobody has the key's number, so somebody with another number is another person, whatever else is the same.
        var fitting = ofThatName.Where(p => (key.IdNumberIndex is null || p.IdNumberIndex is null) && SameBirthOrPhone(p, key)).Take(2).ToList();
        return fitting.Count switch
        {
            0 => new Identification(null, null, null),
            1 => Sure(fitting[0]),
            _ => new Identification(null, IdentityDoubt.SeveralPeople, fitting[0].Id),
        };
    }

    private static Identification Sure(Candidate person) => person.HasDeparted
        ? new Identification(null, IdentityDoubt.Departed, person.Id)
        : new Identification(person.Id, null, null);

    private static bool SameBirthOrPhone(Candidate person, Wanted key) =>
        person.BirthDate is not null && key.BirthDate is not null
            ? person.BirthDate == key.BirthDate
            : person.Phone is not null && person.Phone == key.Phone;

    private static PersonCard Card(Person person) => new(
        person.Id,
        person.Name,
        person.Phone is null ? null : Masking.Phone(person.Phone),
        person.BirthDate,
        person.AccountId is not null,
        person.HasEmail,
        person.IsActive,
        person.ShortCode,
        person.ConsentAt);

    private sealed record Wanted(string Name, DateOnly? BirthDate, string? Phone, byte[]? IdNumberIndex);

    private sealed record Candidate(Guid Id, string Name, DateOnly? BirthDate, string? Phone, byte[]? IdNumberIndex, bool HasDeparted);
}
