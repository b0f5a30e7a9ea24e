using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Accounts;

/// <summary>
/// What somebody signs in with: phone, e-mail or user name. Host side: one account may belong to several communities,
/// each by its own membership and its own consent.
/// </summary>
internal sealed class Account : IdentityUser<Guid>
{
    public Account()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString("N");
    }

    /// <summary>How the host and street side address somebody who is no person of a community.</summary>
    [PersonalData]
    public string? Name { get; set; }

    /// <summary>As <see cref="Volunteer.Identity.PhoneNumber"/> writes it.</summary>
    [PersonalData]
    public override string? PhoneNumber { get; set; }

    [PersonalData]
    public override string? UserName { get; set; }

    [PersonalData]
    public override string? NormalizedUserName { get; set; }

    [PersonalData]
    public override string? Email { get; set; }

    [PersonalData]
    public override string? NormalizedEmail { get; set; }

    [PersonalData]
    public override string? PasswordHash { get; set; }

    [PersonalData]
    public override string? SecurityStamp { get; set; }

    /// <summary>Encrypted seed of the second factor; not in force until <see cref="IdentityUser{TKey}.TwoFactorEnabled"/>.</summary>
    [PersonalData]
    public byte[]? SecondFactorSeed { get; private set; }

    /// <summary>Time step of the last accepted code: no code counts twice.</summary>
    public long? SecondFactorStep { get; private set; }

    public void Identify(Identifier identifier)
    {
        switch (identifier.Kind)
        {
            case IdentifierKind.Phone:
                PhoneNumber = identifier.Value;
                break;
            case IdentifierKind.Email:
                (Email, NormalizedEmail) = (identifier.Value, identifier.Normalized);
                break;
            default:
                (UserName, NormalizedUserName) = (identifier.Value, identifier.Normalized);
                break;
        }
    }

    public void PrepareSecondFactor(byte[] encryptedSeed) => (SecondFactorSeed, SecondFactorStep, TwoFactorEnabled) = (encryptedSeed, null, false);

    public void EnableSecondFactor() => TwoFactorEnabled = true;

    public void DropSecondFactor() => (SecondFactorSeed, SecondFactorStep, TwoFactorEnabled) = (null, null, false);
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("platform_accounts");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        account.Property(a => a.Name).HasMaxLength(100);
        account.Property(a => a.UserName).HasMaxLength(256);
        account.Property(a => a.NormalizedUserName).HasMaxLength(256);
        account.Property(a => a.Email).HasMaxLength(256);
        account.Property(a => a.NormalizedEmail).HasMaxLength(256);
        account.HasIndex(a => a.NormalizedUserName).IsUnique();
        account.HasIndex(a => a.NormalizedEmail).IsUnique();
        account.HasIndex(a => a.PhoneNumber).IsUnique();

        // Identity counts failures on the real clock and tells accounts from strangers; SignInAttempts does neither.
        account.Ignore(a => a.AccessFailedCount);
        account.Ignore(a => a.LockoutEnabled);
        account.Ignore(a => a.LockoutEnd);
        account.Ignore(a => a.EmailConfirmed);
        account.Ignore(a => a.PhoneNumberConfirmed);
    }
}
