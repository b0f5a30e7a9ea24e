using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Funds.Parties;

internal enum PartyKind
{
    Person,
    Organisation,
}

/// <summary>A donor or payee of the funds: somebody of the register, somebody from elsewhere, or an organisation.</summary>
internal sealed class Party : AggregateRoot
{
    public Party(PartyDetails details, Guid? personId)
    {
        PersonId = personId;
        Apply(details);
    }

    private Party()
    {
    }

    public PartyKind Kind { get; private set; }

    /// <summary>The same person on the community's register, if it is known.</summary>
    public Guid? PersonId { get; private set; }

    [PersonalData]
    public string Name { get; private set; } = string.Empty;

    /// <summary>统一社会信用代码 of an organisation.</summary>
    public string? CreditCode { get; private set; }

    [PersonalData]
    public string? Phone { get; private set; }

    [PersonalData]
    public string? Email { get; private set; }

    [PersonalData]
    public string? BankName { get; private set; }

    [PersonalData]
    public string? BankAccount { get; private set; }

    /// <summary>Asked never to be named; every new gift starts anonymous.</summary>
    public bool IsAnonymous { get; private set; }

    /// <summary>When the person was erased; the gifts stay, without a name.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    public void Change(PartyDetails details)
    {
        Apply(details);
        Changed();
    }

    public void Forget(DateTimeOffset now)
    {
        (Name, Phone, Email, BankName, BankAccount, IsAnonymous, ForgottenAt) = ("—", null, null, null, null, true, now);
        Changed();
    }

    private void Apply(PartyDetails details) =>
        (Kind, Name, CreditCode, Phone, Email, BankName, BankAccount, IsAnonymous) =
        (details.Kind, details.Name, details.CreditCode, details.Phone, details.Email, details.BankName, details.BankAccount, details.IsAnonymous);
}

internal sealed record PartyDetails(
    PartyKind Kind,
    string Name,
    string? CreditCode = null,
    string? Phone = null,
    string? Email = null,
    string? BankName = null,
    string? BankAccount = null,
    bool IsAnonymous = false);

internal sealed class PartyMapping : IEntityTypeConfiguration<Party>
{
    public void Configure(EntityTypeBuilder<Party> party)
    {
        party.ToTable("funds_parties");
        party.Property(p => p.Name).HasMaxLength(PartyRules.LongestName);
        party.Property(p => p.CreditCode).HasMaxLength(PartyRules.CreditCodeLength);
        party.Property(p => p.Phone).HasMaxLength(PartyRules.LongestPhone);
        party.Property(p => p.Email).HasMaxLength(PartyRules.LongestEmail);
        party.Property(p => p.BankName).HasMaxLength(PartyRules.LongestName);
        party.Property(p => p.BankAccount).HasMaxLength(PartyRules.LongestAccount);

        // One row per person of the register, so that a donor finds every gift of their own.
        party.HasIndex(p => new { p.TenantId, p.PersonId }).IsUnique().HasFilter("person_id IS NOT NULL");
        party.HasIndex(p => new { p.TenantId, p.Name });
    }
}
