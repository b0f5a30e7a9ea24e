using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Roles;

/// <summary>A community's own decision about one permission of one role, against the default.</summary>
internal sealed class PermissionGrant(string role, string permission, bool isGranted) : TenantEntity
{
    public string Role { get; private set; } = role;

    public string Permission { get; private set; } = permission;

    public bool IsGranted { get; private set; } = isGranted;
}

internal sealed class PermissionGrantMapping : IEntityTypeConfiguration<PermissionGrant>
{
    public void Configure(EntityTypeBuilder<PermissionGrant> grant)
    {
        grant.ToTable("platform_permission_grants");
        grant.Property(g => g.Role).HasMaxLength(60);
        grant.Property(g => g.Permission).HasMaxLength(100);
        grant.HasIndex(g => new { g.TenantId, g.Role, g.Permission }).IsUnique();
    }
}
