using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Invitations;

/// <summary>
/// A single-use link for one known person. Only the token's hash is kept. Host side, because the link is opened before
/// a tenant is known; always read by token, or by community through <see cref="TenantId"/>.
/// </summary>
internal sealed class Invitation
{
    public Invitation(InvitationFor whom, byte[] tokenHash, Guid? issuedBy, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        (Scope, StreetId, TenantId, PersonId, Role, Name) = (whom.Scope, whom.StreetId, whom.TenantId, whom.PersonId, whom.Role, whom.Name);
        (TokenHash, IssuedBy, IssuedAt, ExpiresAt) = (tokenHash, issuedBy, now, expiresAt);
    }

    private Invitation()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public MembershipScope Scope { get; private set; }

    public Guid? StreetId { get; private set; }

    public Guid? TenantId { get; private set; }

    public Guid? PersonId { get; private set; }

    /// <summary>Granted with the membership; posts in clubs bring their roles by themselves.</summary>
    public string? Role { get; private set; }

    [PersonalData]
    public string Name { get; private set; } = string.Empty;

    public byte[] TokenHash { get; private set; } = [];

    public Guid? IssuedBy { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>For the message only; the guarded update of the acceptance decides.</summary>
    public void CheckUsable(DateTimeOffset now)
    {
        if (AcceptedAt is not null)
        {
            throw new BusinessException(PlatformErrors.InvitationUsed);
        }

        if (RevokedAt is not null || ExpiresAt <= now)
        {
            throw new BusinessException(PlatformErrors.InvitationExpired);
        }
    }
}

/// <summary>Whom an invitation is for and what it opens.</summary>
internal sealed record InvitationFor(MembershipScope Scope, Guid? StreetId, Guid? TenantId, Guid? PersonId, string? Role, string Name)
{
    /// <summary>A person on a community's register; the role is for first secretaries and the like.</summary>
    public static InvitationFor Person(Guid tenantId, Guid personId, string name, string? role = null) =>
        new(MembershipScope.Community, StreetId: null, tenantId, personId, role, name);

    public static InvitationFor StreetOfficer(Guid streetId, string name) =>
        new(MembershipScope.Street, streetId, TenantId: null, PersonId: null, RoleNames.StreetOfficer, name);

    public static InvitationFor HostOperator(string name) =>
        new(MembershipScope.Host, StreetId: null, TenantId: null, PersonId: null, RoleNames.HostOperator, name);
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("platform_invitations");
        invitation.HasKey(i => i.Id);
        invitation.Property(i => i.Id).ValueGeneratedNever();
        invitation.Property(i => i.Role).HasMaxLength(60);
        invitation.Property(i => i.Name).HasMaxLength(100);
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.HasIndex(i => new { i.TenantId, i.PersonId });
    }
}
