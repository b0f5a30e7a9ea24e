namespace Volunteer.Platform.Seeding;

/// <summary>Shapes of the files in <c>etc/seed</c> that this module reads; what other modules read of them is left out.</summary>
internal sealed record StreetFile(string Code, string Name, string NameEn, string Phone);

internal sealed record CommunityFile(string Code, string Name, string NameEn, string Phone, string Address, string TimeZone, bool Complete, bool OpenRegistration);

internal sealed record AccountsFile(string Password, IReadOnlyList<AccountFile> Accounts);

/// <param name="Person">Key of the person behind it; null for somebody who is in no other file.</param>
internal sealed record AccountFile(string UserName, string Role, string Name, string? Community, string? Person, string? Phone, string? Email);

internal sealed record PersonFile(
    string Key,
    string Name,
    string Sex,
    DateOnly? BirthDate,
    string? Phone,
    string? Email,
    string? Building,
    bool HasAccount,
    DateOnly RegisteredOn,
    string Consent,
    GuardianFile? Guardian);

/// <param name="ConsentOn">Null while the guardian has not signed.</param>
internal sealed record GuardianFile(string Person, string Relation, DateOnly? ConsentOn);
