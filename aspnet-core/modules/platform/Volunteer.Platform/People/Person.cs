using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.People;

/// <summary>A natural person known to a community, with or without a phone or an account.</summary>
internal sealed class Person : AggregateRoot
{
    private const string CodeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public Person(string name, Sex sex, DateOnly? birthDate, string? phone, string? email, string? building, ConsentBasis consentBasis, DateTimeOffset now)
    {
        (Name, Sex, BirthDate, Phone, Email, Building, ConsentBasis, ConsentAt) = (name, sex, birthDate, phone, email, building, consentBasis, now);
        ShortCode = RandomNumberGenerator.GetString(CodeLetters, 6);
        Tell(new PersonRegistered(Id));
    }

    private Person()
    {
    }

    [PersonalData]
    public string Name { get; private set; } = string.Empty;

    public Sex Sex { get; private set; }

    [PersonalData]
    public DateOnly? BirthDate { get; private set; }

    /// <summary>E.164 without plus, e.g. 8619900001234. A household may share one.</summary>
    [PersonalData]
    public string? Phone { get; private set; }

    [PersonalData]
    public string? Email { get; private set; }

    [PersonalData]
    public string? Building { get; private set; }

    /// <summary>Encrypted; shown to nobody, matched by <see cref="IdNumberIndex"/>.</summary>
    [PersonalData]
    public byte[]? IdNumber { get; private set; }

    /// <summary>Keyed hash of the ID number, so that the same person is found without decrypting anybody.</summary>
    [PersonalData]
    public byte[]? IdNumberIndex { get; private set; }

    /// <summary>Six letters for the badge and for people who share a phone; unique in the community.</summary>
    public string ShortCode { get; private set; } = string.Empty;

    /// <summary>The sign-in account, once there is one.</summary>
    public Guid? AccountId { get; private set; }

    public ConsentBasis ConsentBasis { get; private set; }

    public DateTimeOffset ConsentAt { get; private set; }

    public DateTimeOffset? DepartedAt { get; private set; }

    public bool IsActive => DepartedAt is null;

    public void KeepIdNumber(byte[] encrypted, byte[] index)
    {
        (IdNumber, IdNumberIndex) = (encrypted, index);
        Changed();
    }

    public void LinkAccount(Guid accountId)
    {
        AccountId = accountId;
        Changed();
    }

    public void Depart(string reason, DateTimeOffset now)
    {
        DepartedAt = now;
        Changed(new PersonDeparted(Id, reason));
    }
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("platform_people");
        person.Ignore(p => p.IsActive);
        person.Property(p => p.Name).HasMaxLength(100);
        person.Property(p => p.ShortCode).HasMaxLength(12);
        person.HasIndex(p => new { p.TenantId, p.ShortCode }).IsUnique();
        person.HasIndex(p => new { p.TenantId, p.IdNumberIndex }).IsUnique();
        person.HasIndex(p => new { p.TenantId, p.Name });
        person.HasIndex(p => new { p.TenantId, p.Phone });
        person.HasIndex(p => new { p.TenantId, p.AccountId }).IsUnique();
    }
}
