using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Tenants;

/// <summary>A street office (街道办事处), above its communities. Host side.</summary>
internal sealed class Street
{
    public Street(string code, string name, string nameEn, string phone)
    {
        (Code, Name, NameEn, Phone) = (code, name, nameEn, phone);
    }

    private Street()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>Short Latin name for addresses, unique on the platform.</summary>
    public string Code { get; private set; } = string.Empty;

    public string Name { get; private set; } = string.Empty;

    public string NameEn { get; private set; } = string.Empty;

    public string Phone { get; private set; } = string.Empty;
}

/// <summary>A community (社区): the tenant. Host side; everything inside it carries its id.</summary>
internal sealed class Tenant
{
    public Tenant(Guid streetId, string code, string name, string nameEn, string phone, string address, string timeZone, Guid? id = null)
    {
        (StreetId, Code, Name, NameEn, Phone, Address, TimeZone) = (streetId, code, name, nameEn, phone, address, timeZone);
        Id = id ?? Id;
    }

    private Tenant()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid StreetId { get; private set; }

    public string Code { get; private set; } = string.Empty;

    public string Name { get; private set; } = string.Empty;

    public string NameEn { get; private set; } = string.Empty;

    /// <summary>The number behind "ask the community for help" on every page.</summary>
    public string Phone { get; private set; } = string.Empty;

    public string Address { get; private set; } = string.Empty;

    /// <summary>IANA id.</summary>
    public string TimeZone { get; private set; } = string.Empty;

    public bool IsActive { get; private set; } = true;

    /// <summary>Moves with each change of who is secretary; updating it is how such changes wait for each other.</summary>
    public int RoleChanges { get; private set; }

    public void Deactivate()
    {
        if (!IsActive)
        {
            throw new BusinessException(PlatformErrors.CommunityInactive);
        }

        IsActive = false;
    }

    public void Reactivate()
    {
        if (IsActive)
        {
            throw new BusinessException(PlatformErrors.CommunityActive);
        }

        IsActive = true;
    }
}

internal sealed class StreetMapping : IEntityTypeConfiguration<Street>
{
    public void Configure(EntityTypeBuilder<Street> street)
    {
        street.ToTable("platform_streets");
        street.HasKey(s => s.Id);
        street.Property(s => s.Id).ValueGeneratedNever();
        street.HasIndex(s => s.Code).IsUnique();
    }
}

internal sealed class TenantMapping : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> tenant)
    {
        tenant.ToTable("platform_tenants");
        tenant.HasKey(t => t.Id);
        tenant.Property(t => t.Id).ValueGeneratedNever();
        tenant.HasIndex(t => t.Code).IsUnique();
        tenant.HasOne<Street>().WithMany().HasForeignKey(t => t.StreetId).OnDelete(DeleteBehavior.Restrict);
    }
}
