namespace Volunteer.Volunteering.Seeding;

/// <summary>What <c>attendance-profile.json</c> says; etc/seed/README.md explains it.</summary>
/// <param name="Through">Null: the day before seeding.</param>
internal sealed record AttendanceProfile(int Seed, DateOnly From, DateOnly? Through, int OpenDays, List<string> ConfirmedBy, List<DutyProfile> Duties);

internal sealed record DutyProfile(
    string Duty,
    List<string> Usual,
    HeadCount PerShift,
    string Rotation,
    OutcomeChances Outcome,
    EvidenceChances Evidence,
    Deviation Late,
    Deviation EarlyLeave,
    List<string> RecordedBy,
    bool YieldsHours);

internal sealed record HeadCount(int Min, int Max);

internal sealed record OutcomeChances(double Present, double Excused, double NoShow);

internal sealed record EvidenceChances(double BothScans, double RollCall, double BackEntry);

internal sealed record Deviation(double Probability, int MaxMinutes);

/// <summary>The members of <c>people.json</c> and <c>duties.json</c> that decide who can stand on a shift.</summary>
internal sealed record AttendingPerson(string Key, DateOnly? BirthDate, DateOnly RegisteredOn, List<string> Skills, List<AttendingCertificate> Certificates)
{
    public bool Has(string skill, DateOnly day) =>
        Skills.Contains(skill, StringComparer.Ordinal) && Certificates.TrueForAll(certificate => certificate.Skill != skill || certificate.ExpiresOn is null || certificate.ExpiresOn >= day);
}

internal sealed record AttendingCertificate(string Skill, DateOnly? ExpiresOn);

internal sealed record AttendedDuty(string Key, int? MinimumAge, List<AttendedRole> Roles);

internal sealed record AttendedRole(string Key, int Places, string? Skill);
