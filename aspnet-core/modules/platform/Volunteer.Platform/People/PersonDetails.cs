using Volunteer.Identity;

namespace Volunteer.Platform.People;

/// <summary>A person as the console shows one: reachable or not, but the number itself only after a reveal.</summary>
internal sealed record PersonDetails(
    Guid Id,
    int Version,
    string Name,
    Sex Sex,
    int? BirthYear,
    string? MaskedPhone,
    string? MaskedEmail,
    bool EmailRefused,
    bool HasIdNumber,
    string? Building,
    string Language,
    string ShortCode,
    ConsentBasis ConsentBasis,
    DateTimeOffset ConsentAt,
    bool HasAccount,
    DateTimeOffset? DepartedAt,
    DepartureReason? Departure)
{
    public static PersonDetails Of(Person person) => new(
        person.Id,
        person.Version,
        person.Name,
        person.Sex,
        person.BirthDate?.Year,
        person.Phone is null ? null : Masking.Phone(person.Phone),
        person.Email is null ? null : Masking.Email(person.Email),
        person.EmailRefusedAt is not null,
        person.IdNumberIndex is not null,
        person.Building,
        person.Language,
        person.ShortCode,
        person.ConsentBasis,
        person.ConsentAt,
        person.AccountId is not null,
        person.DepartedAt,
        person.Departure);
}
