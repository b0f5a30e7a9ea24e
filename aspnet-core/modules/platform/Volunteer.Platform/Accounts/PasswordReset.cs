using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>A single-use link that was mailed to an account's address. Only the token's hash is kept. Host side.</summary>
internal sealed class PasswordReset(Guid accountId, byte[] tokenHash, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid AccountId { get; private set; } = accountId;

    public byte[] TokenHash { get; private set; } = tokenHash;

    public DateTimeOffset IssuedAt { get; private set; } = issuedAt;

    public DateTimeOffset ExpiresAt { get; private set; } = expiresAt;

    /// <summary>Used, or overtaken by another one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
}

internal sealed class PasswordResetMapping : IEntityTypeConfiguration<PasswordReset>
{
    public void Configure(EntityTypeBuilder<PasswordReset> reset)
    {
        reset.ToTable("platform_password_resets");
        reset.HasKey(r => r.Id);
        reset.Property(r => r.Id).ValueGeneratedNever();
        reset.HasIndex(r => r.TokenHash).IsUnique();
        reset.HasIndex(r => r.AccountId);
        reset.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Makes a link and the mail that carries it; null for a stranger's name or an account without an address.</summary>
internal sealed class PasswordResetMail(VolunteerDbContext db, Credentials credentials, AccountMailText text, TimeProvider clock)
{
    public async Task<Mail?> ComposeAsync(string identifier, string culture, CancellationToken cancellationToken)
    {
        if (await credentials.FindAsync(identifier, cancellationToken) is not { Email: { } address } account)
        {
            return null;
        }

        var (token, now) = (SessionTokens.New(), clock.GetUtcNow());
        var reset = new PasswordReset(account.Id, SessionTokens.Hash(token), now, now + PasswordReset.Lifetime);
        await db.Set<PasswordReset>().Where(r => r.AccountId == account.Id && r.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosedAt, now), cancellationToken);
        db.Add(reset);
        await db.SaveChangesAsync(cancellationToken);
        return text.Write(reset.Id, address, "PasswordReset", culture, $"/password-reset/{token}", ("minutes", (int)PasswordReset.Lifetime.TotalMinutes));
    }
}
