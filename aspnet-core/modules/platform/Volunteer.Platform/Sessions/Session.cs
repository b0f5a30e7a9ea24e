using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Platform.Accounts;

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

    /// <summary>End of the present bearer token, long before the end of the session; null for cookies.</summary>
    public DateTimeOffset? TokenExpiresAt { get; private set; }

    public bool IsBearer { get; private set; }

    /// <summary>The browser's or client's own name for itself, so that people recognise their devices.</summary>
    public string? Device { get; private set; }

    /// <summary>Started with more than a password: a code or a passkey.</summary>
    public bool IsStrong { get; private set; }

    /// <summary>When the second factor was last shown, at the start or again before something weighty.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>Absolute end, whatever the activity.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public void Use(Guid membershipId) => MembershipId = membershipId;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    public void Proved(bool isStrong) => (IsStrong, ProvedAt) = (isStrong, isStrong ? CreatedAt : null);

    public void NameDevice(string? device) => Device = device;

    /// <summary>A new bearer token in place of the present one.</summary>
    public void Renew(byte[] tokenHash, DateTimeOffset now, DateTimeOffset tokenExpiresAt) => (TokenHash, LastSeenAt, TokenExpiresAt) = (tokenHash, now, tokenExpiresAt);

    public bool IsLive(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now && (TokenExpiresAt is null || TokenExpiresAt > now);
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("platform_sessions");
        session.HasKey(s => s.Id);
        session.Property(s => s.Id).ValueGeneratedNever();
        session.Property(s => s.Device).HasMaxLength(200);
        session.HasIndex(s => s.TokenHash).IsUnique();
        session.HasIndex(s => s.AccountId);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A bearer client's single-use key to its next access token. Showing a used one ends the session: somebody else has it.</summary>
[NotAudited]
internal sealed class RefreshToken(Guid sessionId, byte[] hash, DateTimeOffset issuedAt)
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid SessionId { get; private set; } = sessionId;

    public byte[] Hash { get; private set; } = hash;

    public DateTimeOffset IssuedAt { get; private set; } = issuedAt;

    public DateTimeOffset? UsedAt { get; private set; }
}

internal sealed class RefreshTokenMapping : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("platform_refresh_tokens");
        token.HasKey(t => t.Id);
        token.Property(t => t.Id).ValueGeneratedNever();
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => t.SessionId);
        token.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
