namespace Volunteer.Platform;

public enum Sex
{
    Unknown,
    Female,
    Male,
}

/// <summary>What other modules may show of a person. Phone numbers are masked (138****8000).</summary>
/// <param name="HasAccount">Whether the person can sign in.</param>
/// <param name="HasEmail">Whether mail reaches the person; without it messages go to the leader's call list.</param>
/// <param name="IsActive">False after leaving the community, death or erasure.</param>
/// <param name="RegisteredAt">When consent to be on the register was given: no service is recorded from before.</param>
public sealed record PersonCard(
    Guid Id,
    string Name,
    string? MaskedPhone,
    DateOnly? BirthDate,
    bool HasAccount,
    bool HasEmail,
    bool IsActive,
    string ShortCode,
    DateTimeOffset RegisteredAt = default);

/// <summary>A person as the community registers them: from an import, an invitation or by their own hand.</summary>
/// <param name="IdNumber">18 digits or null; stored encrypted, never shown.</param>
/// <param name="ConsentBasis">How consent to be registered was given (PIPL art. 13, 14; Decree 67 art. 5), e.g. <c>Self</c>, <c>PaperForm</c>.</param>
public sealed record NewPerson(
    string Name,
    Sex Sex,
    DateOnly? BirthDate,
    string? Phone,
    string? Email,
    string? IdNumber,
    string? Building,
    ConsentBasis ConsentBasis);

public enum ConsentBasis
{
    /// <summary>The person agreed on screen.</summary>
    Self,

    /// <summary>A signed paper form is kept by the community.</summary>
    PaperForm,

    /// <summary>A parent or guardian agreed (PIPL art. 31).</summary>
    Guardian,
}

/// <summary>Identity as far as an import row knows it.</summary>
public sealed record PersonKey(string Name, DateOnly? BirthDate, string? Phone, string? IdNumber);

/// <summary>Why a key means nobody for sure though somebody on the register resembles it.</summary>
public enum IdentityDoubt
{
    /// <summary>The ID number is on the register under another name.</summary>
    IdNumberOfAnotherName,

    /// <summary>Several people fit, e.g. two of one name who share a phone.</summary>
    SeveralPeople,

    /// <summary>The one who fits has left the community; whether they are back is for a person to say.</summary>
    Departed,
}

/// <param name="PersonId">Who it surely is, or null.</param>
/// <param name="Doubt">Why it is not sure; null both for a sure match and for somebody new.</param>
/// <param name="DoubtfulPersonId">Whom it may be.</param>
public sealed record Identification(Guid? PersonId, IdentityDoubt? Doubt, Guid? DoubtfulPersonId);

/// <summary>
/// The register of people of the current community. <see cref="Register"/> takes part in the caller's unit of work,
/// so that an import is all or nothing (ADR 0010); reading is by batches of ids.
/// </summary>
public interface IPeople
{
    Task<IReadOnlyDictionary<Guid, PersonCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>
    /// For each key the one person it surely means, or null. Use <see cref="IdentifyAsync"/> where somebody can look at
    /// doubtful cases.
    /// </summary>
    Task<IReadOnlyList<Guid?>> MatchAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="MatchAsync"/>, with the reason where it is not sure. Sure is: same name and same ID number; or, where
    /// either side has no ID number, same name and same birth date (same phone where a birth date is missing), and nobody
    /// else fits. An ID number alone is not enough: under another name it is a doubt, because a wrong number must not
    /// write one person's hours into another's record.
    /// </summary>
    Task<IReadOnlyList<Identification>> IdentifyAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken);

    /// <summary>People whose name or short code contains the text, or whose phone ends with it (at least four digits); at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<PersonCard>> SearchAsync(string text, int most, CancellationToken cancellationToken);

    /// <summary>Adds a person to the unit of work; nothing is written until the caller saves.</summary>
    Guid Register(NewPerson person);
}

/// <summary>A person left the community, died or was erased: future duties are freed, the record of the past stays.</summary>
public sealed record PersonDeparted(Guid PersonId, string Reason) : IIntegrationEvent;

/// <summary>A person who had left came back: they may sign up again; what was freed stays freed.</summary>
public sealed record PersonReturned(Guid PersonId) : IIntegrationEvent;

/// <summary>A person became known to the community.</summary>
public sealed record PersonRegistered(Guid PersonId) : IIntegrationEvent;
