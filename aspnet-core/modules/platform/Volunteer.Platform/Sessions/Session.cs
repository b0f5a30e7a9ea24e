using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Sessions;

/// <summary>
/// A signed-in browser or API client. The cookie or bearer token is 256 random bits; only its hash is kept. Host side.
/// </summary>
[NotAudited]
internal sealed class Session
{
    public Session(Guid accountId, Guid? membershipId, byte[] tokenHash, bool isBearer, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        (AccountId, MembershipId, TokenHash, IsBearer, CreatedAt, LastSeenAt, ExpiresAt) = (accountId, membershipId, tokenHash, isBearer, now, now, expiresAt);
    }

    private Session()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid AccountId { get; private set; }

    /// <summary>Which of the account's places is in use; null until chosen.</summary>
    public Guid? MembershipId { get; private set; }

    public byte[] TokenHash { get; private set; } = [];

    public bool IsBearer { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Absolute end, whatever the activity.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Use(Guid membershipId) => MembershipId = membershipId;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("platform_sessions");
        session.HasKey(s => s.Id);
        session.Property(s => s.Id).ValueGeneratedNever();
        session.HasIndex(s => s.TokenHash).IsUnique();
        session.HasIndex(s => s.AccountId);
    }
}
