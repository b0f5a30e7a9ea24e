using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.People;

internal sealed class PeopleRegister(VolunteerDbContext db, IdNumberVault vault, TimeProvider clock) : IPeople
{
    private const int ShortestPhoneEnd = 4;

    public async Task<IReadOnlyDictionary<Guid, PersonCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        (await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken)).ToDictionary(p => p.Id, Card);

    public async Task<IReadOnlyList<Guid?>> MatchAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken) =>
        [.. (await LookUpAsync(keys, cancellationToken)).Select(match => match.PersonId)];

    public async Task<IReadOnlyList<PersonMatch>> LookUpAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken)
    {
        var names = keys.Select(key => key.Name).Distinct(StringComparer.Ordinal).ToList();
        var indexes = keys.Where(key => key.IdNumber is not null).Select(key => vault.Index(key.IdNumber!)).ToList();
        var candidates = await db.Set<Person>().AsNoTracking()
            .Where(p => names.Contains(p.Name) || (p.IdNumberIndex != null && indexes.Contains(p.IdNumberIndex)))
            .Select(p => new { p.Id, p.Name, p.BirthDate, p.Phone, p.IdNumberIndex })
            .ToListAsync(cancellationToken);
        return [.. keys.Select(key =>
        {
            var index = key.IdNumber is null ? null : vault.Index(key.IdNumber);
            var sure = candidates.Where(p => index is not null && p.IdNumberIndex is not null
                ? p.IdNumberIndex.AsSpan().SequenceEqual(index)
                : p.Name == key.Name && SameBirthOrPhone(p.BirthDate, p.Phone, key)).Take(2).ToList();

            // Two people of one name in one household are two people: only a single match is sure.
            return new PersonMatch(sure.Count == 1 ? sure[0].Id : null, sure.Count > 1);
        })];
    }

    public async Task<IReadOnlyList<PersonCard>> SearchAsync(string text, int most, CancellationToken cancellationToken)
    {
        var wanted = text.Trim();
        var code = wanted.ToUpperInvariant();
        var people = wanted.Length >= ShortestPhoneEnd && wanted.All(char.IsAsciiDigit)
            ? db.Set<Person>().Where(p => p.Phone != null && p.Phone.EndsWith(wanted))
            : db.Set<Person>().Where(p => p.Name.Contains(wanted) || p.ShortCode == code);
        return [.. (await people.AsNoTracking().Where(p => p.DepartedAt == null).OrderBy(p => p.Name).ThenBy(p => p.Id).Take(most).ToListAsync(cancellationToken)).Select(Card)];
    }

    public Guid Register(NewPerson person)
    {
        var added = new Person(person.Name, person.Sex, person.BirthDate, person.Phone, person.Email, person.Building, person.ConsentBasis, clock.GetUtcNow());
        if (person.IdNumber is { } number)
        {
            added.KeepIdNumber(vault.Encrypt(number), vault.Index(number));
        }

        db.Add(added);
        return added.Id;
    }

    private static bool SameBirthOrPhone(DateOnly? birthDate, string? phone, PersonKey key) =>
        birthDate is not null && key.BirthDate is not null
            ? birthDate == key.BirthDate
            : phone is not null && phone == key.Phone;

    private static PersonCard Card(Person person) => new(
        person.Id,
        person.Name,
        person.Phone is { Length: > 7 } phone ? $"{phone[^11..][..3]}****{phone[^4..]}" : null,
        person.BirthDate,
        person.AccountId is not null,
        person.Email is not null,
        person.IsActive,
        person.ShortCode);
}

/// <summary>ID numbers (PIPL art. 51): encrypted for storage, and a keyed hash to find the same number again within one community.</summary>
internal sealed class IdNumberVault(IDataProtectionProvider protection, IndexKey key, ICurrentTenant tenant)
{
    private readonly IDataProtector _protector = protection.CreateProtector("platform.id-number");

    public byte[] Encrypt(string number) => _protector.Protect(System.Text.Encoding.ASCII.GetBytes(number));

    public byte[] Index(string number) => System.Security.Cryptography.HMACSHA256.HashData(key.Value, System.Text.Encoding.ASCII.GetBytes($"{tenant.Id:N}:{number}"));
}

/// <summary>The secret behind blind indexes; from <c>Security:IndexKey</c> (base64, 32 bytes), or made once beside the database.</summary>
internal sealed record IndexKey(byte[] Value);
