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
public sealed record PersonCard(Guid Id, string Name, string? MaskedPhone, DateOnly? BirthDate, bool HasAccount, bool HasEmail, bool IsActive, string ShortCode);

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

/// <param name="PersonId">The one person who is surely meant; null for nobody or several.</param>
public sealed record PersonMatch(Guid? PersonId, bool IsAmbiguous);

/// <summary>
/// The register of people of the current community. <see cref="Register"/> takes part in the caller's unit of work,
/// so that an import is all or nothing (ADR 0010); reading is by batches of ids.
/// </summary>
public interface IPeople
{
    Task<IReadOnlyDictionary<Guid, PersonCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>For each key the one person it surely means, or null: same ID number, or same name with same birth date or phone.</summary>
    Task<IReadOnlyList<Guid?>> MatchAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken);

    /// <summary>As <see cref="MatchAsync"/>, but tells "nobody" from "several fit": whom nobody can tell apart must not be added once more.</summary>
    Task<IReadOnlyList<PersonMatch>> LookUpAsync(IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken);

    /// <summary>People whose name or short code contains the text, or whose phone ends with it (at least four digits); at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<PersonCard>> SearchAsync(string text, int most, CancellationToken cancellationToken);

    /// <summary>Adds a person to the unit of work; nothing is written until the caller saves.</summary>
    Guid Register(NewPerson person);
}

/// <summary>A person left the community, died or was erased: future duties are freed, the record of the past stays.</summary>
public sealed record PersonDeparted(Guid PersonId, string Reason) : IIntegrationEvent;

/// <summary>A person became known to the community.</summary>
public sealed record PersonRegistered(Guid PersonId) : IIntegrationEvent;
