using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Accounts;

/// <summary>
/// An address that somebody wants to sign in with and that has yet to prove itself: the single-use link mailed to it does.
/// Only the token's hash is kept. Host side.
/// </summary>
internal sealed class EmailChange(Guid accountId, string email, byte[] tokenHash, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid AccountId { get; private set; } = accountId;

    [PersonalData]
    public string Email { get; private set; } = email;

    public byte[] TokenHash { get; private set; } = tokenHash;

    public DateTimeOffset IssuedAt { get; private set; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; private set; } = expiresAt;

    /// <summary>Used, or overtaken by another one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
}

internal sealed class EmailChangeMapping : IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<EmailChange> change)
    {
        change.ToTable("platform_email_changes");
        change.HasKey(c => c.Id);
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Email).HasMaxLength(Identifier.LongestText);
        change.HasIndex(c => c.TokenHash).IsUnique();
        change.HasIndex(c => c.AccountId);
        change.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
