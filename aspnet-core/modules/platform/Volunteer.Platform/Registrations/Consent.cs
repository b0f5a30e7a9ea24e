using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Registrations;

internal enum ConsentKind
{
    /// <summary>To be on the community's register and to be notified.</summary>
    Registration,

    /// <summary>A minor takes part in the community's duties; a parent or guardian agrees to it.</summary>
    Participation,
}

/// <summary>
/// That somebody agreed to something, to which wording, and when (PIPL art. 14, 15). One community's consent says nothing
/// about another's.
/// </summary>
internal sealed class Consent : TenantEntity
{
    public Consent(Guid personId, ConsentKind kind, string version, ConsentBasis basis, DateTimeOffset now)
    {
        (PersonId, Kind, Version, Basis, At) = (personId, kind, version, basis, now);
    }

    private Consent()
    {
    }

    public Guid PersonId { get; private set; }

    public ConsentKind Kind { get; private set; }

    /// <summary>Which wording; see <see cref="ConsentTexts"/>.</summary>
    public string Version { get; private set; } = string.Empty;

    public ConsentBasis Basis { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The last day on which it counts, local; null for no end.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    [PersonalData]
    public string? GuardianName { get; private set; }

    [PersonalData]
    public string? GuardianPhone { get; private set; }

    public void GivenBy(string guardianName, string guardianPhone) => (GuardianName, GuardianPhone) = (guardianName, guardianPhone);

    public void EndsOn(DateOnly? day) => ValidUntil = day;

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("platform_consents");
        consent.Property(c => c.Version).HasMaxLength(20);
        consent.Property(c => c.GuardianName).HasMaxLength(100);
        consent.Property(c => c.GuardianPhone).HasMaxLength(40);
        consent.HasIndex(c => new { c.TenantId, c.PersonId, c.Kind });
        consent.HasOne<People.Person>().WithMany().HasForeignKey(c => new { c.TenantId, c.PersonId }).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The wordings in force. A changed wording gets a new version and a new text; old rows keep pointing at the old one.</summary>
internal static class ConsentTexts
{
    /// <summary>Text <c>Platform.Consent.Registration</c>.</summary>
    public const string Registration = "2026-11";

    /// <summary>What the paper form for guardians says.</summary>
    public const string Participation = "2026-11";

    /// <summary>Below this age only a parent or guardian can agree (PIPL art. 31).</summary>
    public const int AgeOfConsent = 14;

    public static ConsentText Present(Texts texts) => new(Registration, texts.Get("Platform.Consent.Registration"));
}

/// <param name="Version">What is recorded with the consent.</param>
internal sealed record ConsentText(string Version, string Text);
