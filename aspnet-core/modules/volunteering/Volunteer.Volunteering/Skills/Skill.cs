using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Volunteering.Skills;

/// <summary>Something a role may ask for, e.g. first aid (急救).</summary>
internal sealed class Skill(string name, string? nameEn, bool needsCertificate) : AggregateRoot
{
    /// <summary>For seeding, where the id follows from the file.</summary>
    public Skill(Guid id, string name, string? nameEn, bool needsCertificate)
        : this(name, nameEn, needsCertificate) => Id = id;

    public string Name { get; private set; } = name;

    public string? NameEn { get; private set; } = nameEn;

    /// <summary>Whether somebody must have seen a certificate (条例 art. 16).</summary>
    public bool NeedsCertificate { get; private set; } = needsCertificate;

    public void Describe(string name, string? nameEn, bool needsCertificate)
    {
        (Name, NameEn, NeedsCertificate) = (name, nameEn, needsCertificate);
        Changed();
    }
}

/// <summary>A person has a skill, perhaps until a date (inclusive, local).</summary>
internal sealed class PersonSkill(Guid personId, Guid skillId, DateOnly? validUntil) : AggregateRoot
{
    public Guid PersonId { get; private set; } = personId;

    public Guid SkillId { get; private set; } = skillId;

    public DateOnly? ValidUntil { get; private set; } = validUntil;

    public bool IsValidOn(DateOnly day) => ValidUntil is null || ValidUntil >= day;

    public void Renew(DateOnly? validUntil)
    {
        ValidUntil = validUntil;
        Changed();
    }
}

internal sealed class SkillMapping : IEntityTypeConfiguration<Skill>
{
    public void Configure(EntityTypeBuilder<Skill> skill)
    {
        skill.ToTable("volunteering_skills");
        skill.Property(s => s.Name).HasMaxLength(60);
        skill.HasIndex(s => new { s.TenantId, s.Name }).IsUnique();
    }
}

internal sealed class PersonSkillMapping : IEntityTypeConfiguration<PersonSkill>
{
    public void Configure(EntityTypeBuilder<PersonSkill> skill)
    {
        skill.ToTable("volunteering_person_skills");
        skill.HasIndex(s => new { s.TenantId, s.PersonId, s.SkillId }).IsUnique();
        skill.HasOne<Skill>().WithMany().HasForeignKey(s => new { s.TenantId, s.SkillId }).OnDelete(DeleteBehavior.Restrict);
    }
}
