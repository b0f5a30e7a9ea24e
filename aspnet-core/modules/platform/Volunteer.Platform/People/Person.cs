using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.People;

/// <summary>Why a person is no longer one of the community's.</summary>
internal enum DepartureReason
{
    MovedAway,
    Died,
    OwnWish,
    Erased,
    Other,
}

/// <summary>A natural person known to a community, with or without a phone or an account.</summary>
internal sealed class Person : AggregateRoot
{
    private const string CodeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int CodeLength = 6;
    private const int Adult = 18;

    public Person(
        string name,
        Sex sex,
        DateOnly? birthDate,
        string? phone,
        string? email,
        string? building,
        ConsentBasis consentBasis,
        DateTimeOffset now,
        Guid? id = null)
    {
        (Name, Sex, BirthDate, Phone, Email, Building, ConsentBasis, ConsentAt) = (name, sex, birthDate, phone, email, building, consentBasis, now);
        Id = id ?? Id;
        ShortCode = NewCode();
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

    /// <summary>As <see cref="Identity.PhoneNumber"/> writes it, e.g. +8619900001234. A household may share one.</summary>
    [PersonalData]
    public string? Phone { get; private set; }

    [PersonalData]
    public string? Email { get; private set; }

    /// <summary>When the address refused mail for good; forgotten with the next address.</summary>
    public DateTimeOffset? EmailRefusedAt { get; private set; }

    /// <summary>Language of mails, one of <see cref="Texts.Cultures"/>.</summary>
    public string Language { get; private set; } = Texts.DefaultCulture;

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

    public DepartureReason? Departure { get; private set; }

    public DateTimeOffset? ErasedAt { get; private set; }

    public bool IsActive => DepartedAt is null;

    /// <summary>Whether mail reaches the person.</summary>
    public bool HasEmail => Email is not null && EmailRefusedAt is null;

    /// <summary>False when the birth date is not known.</summary>
    public bool IsMinorOn(DateOnly day) => BirthDate?.AddYears(Adult) > day;

    public void KeepIdNumber(byte[] encrypted, byte[] index)
    {
        (IdNumber, IdNumberIndex) = (encrypted, index);
        Changed();
    }

    public void ForgetIdNumber()
    {
        (IdNumber, IdNumberIndex) = (null, null);
        Changed();
    }

    public void LinkAccount(Guid accountId)
    {
        AccountId = accountId;
        Changed();
    }

    public void UnlinkAccount()
    {
        AccountId = null;
        Changed();
    }

    public void Describe(string name, Sex sex, DateOnly? birthDate, string? building, string language)
    {
        RefuseIfErased();
        (Name, Sex, BirthDate, Building, Language) = (name, sex, birthDate, building, language);
        Changed();
    }

    public void ReachBy(string? phone, string? email)
    {
        RefuseIfErased();
        if (!string.Equals(email, Email, StringComparison.OrdinalIgnoreCase))
        {
            EmailRefusedAt = null;
        }

        (Phone, Email) = (phone, email);
        Changed();
    }

    public void EmailWasRefused(DateTimeOffset now)
    {
        EmailRefusedAt = now;
        Changed();
    }

    public void Depart(DepartureReason reason, DateTimeOffset now)
    {
        if (!IsActive)
        {
            throw new BusinessException(PlatformErrors.PersonDeparted);
        }

        (DepartedAt, Departure) = (now, reason);
        Changed(new PersonDeparted(Id, reason.ToString()));
    }

    public void Return()
    {
        RefuseIfErased();
        if (IsActive)
        {
            throw new BusinessException(PlatformErrors.PersonActive);
        }

        (DepartedAt, Departure) = (null, null);
        Changed(new PersonReturned(Id));
    }

    /// <summary>
    /// Keeps a row that hours and duties point at, and nothing that tells who it was. The pseudonym follows from the id, so it
    /// is the same in every list; the code on the badge is replaced, because the badge carries a name.
    /// </summary>
    public void Erase(DateTimeOffset now)
    {
        RefuseIfErased();
        if (IsActive)
        {
            Depart(DepartureReason.Erased, now);
        }

        Name = $"已注销{Convert.ToHexString(SHA256.HashData(Id.ToByteArray()))[..6]}";
        (Sex, BirthDate, Phone, Email, EmailRefusedAt, Building) = (Sex.Unknown, null, null, null, null, null);
        (IdNumber, IdNumberIndex, AccountId) = (null, null, null);
        ShortCode = NewCode();
        ErasedAt = now;
        Changed(new PersonErased(Id));
    }

    private static string NewCode() => RandomNumberGenerator.GetString(CodeLetters, CodeLength);

    private void RefuseIfErased()
    {
        if (ErasedAt is not null)
        {
            throw new BusinessException(PlatformErrors.PersonErased);
        }
    }
}

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("platform_people");
        person.Ignore(p => p.IsActive);
        person.Ignore(p => p.HasEmail);
        person.Property(p => p.Name).HasMaxLength(100);
        person.Property(p => p.Language).HasMaxLength(10);
        person.Property(p => p.ShortCode).HasMaxLength(12);
        person.HasIndex(p => new { p.TenantId, p.ShortCode }).IsUnique();
        person.HasIndex(p => new { p.TenantId, p.IdNumberIndex }).IsUnique();
        person.HasIndex(p => new { p.TenantId, p.Name });
        person.HasIndex(p => new { p.TenantId, p.Phone });
        person.HasIndex(p => new { p.TenantId, p.AccountId }).IsUnique();
    }
}
