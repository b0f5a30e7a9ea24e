using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Accounts;

/// <summary>What a membership reaches.</summary>
internal enum MembershipScope
{
    Host,
    Street,
    Community,
}

internal enum MembershipState
{
    Active,
    Ended,
}

/// <summary>
/// An account's place: on the host side, at a street office, or in a community as one of its people. Host side, because
/// sign-in must find it before a tenant is known; always read by account, or by community through <see cref="TenantId"/>.
/// </summary>
internal sealed class Membership
{
    private readonly List<MembershipRole> _roles = [];

    public Membership(Guid accountId, MembershipScope scope, Guid? streetId, Guid? tenantId, Guid? personId, DateTimeOffset now)
    {
        (AccountId, Scope, StreetId, TenantId, PersonId, StartedAt) = (accountId, scope, streetId, tenantId, personId, now);
    }

    private Membership()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid AccountId { get; private set; }

    public MembershipScope Scope { get; private set; }

    public Guid? StreetId { get; private set; }

    public Guid? TenantId { get; private set; }

    public Guid? PersonId { get; private set; }

    public MembershipState State { get; private set; } = MembershipState.Active;

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Roles granted by hand; roles that follow from posts come from <see cref="IRoleSource"/>.</summary>
    public IReadOnlyCollection<MembershipRole> Roles => _roles;

    public void Grant(string role, DateTimeOffset? until)
    {
        _roles.RemoveAll(r => r.Role == role);
        _roles.Add(new MembershipRole(role, until));
    }

    public void Revoke(string role) => _roles.RemoveAll(r => r.Role == role);

    public void End(DateTimeOffset now) => (State, EndedAt) = (MembershipState.Ended, now);

    /// <summary>Back again, without the roles of before.</summary>
    public void Resume(Guid personId)
    {
        _roles.Clear();
        (State, EndedAt, PersonId) = (MembershipState.Active, null, personId);
    }
}

/// <param name="Until">End of the term; null for no end.</param>
internal sealed record MembershipRole(string Role, DateTimeOffset? Until);

internal sealed class MembershipMapping : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("platform_memberships");
        membership.HasKey(m => m.Id);
        membership.Property(m => m.Id).ValueGeneratedNever();
        membership.HasIndex(m => new { m.TenantId, m.AccountId }).IsUnique();
        membership.HasIndex(m => new { m.TenantId, m.PersonId });
        membership.HasIndex(m => m.AccountId);
        membership.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
        membership.OwnsMany(m => m.Roles, role =>
        {
            role.ToTable("platform_membership_roles");
            role.WithOwner().HasForeignKey("MembershipId");
            role.HasKey("MembershipId", nameof(MembershipRole.Role));
            role.Property(r => r.Role).HasMaxLength(60);
        });
    }
}
