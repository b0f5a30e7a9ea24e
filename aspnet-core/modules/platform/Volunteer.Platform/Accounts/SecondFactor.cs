using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Configuration;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>Time-based one-time passwords, RFC 6238: SHA-1, six digits, thirty seconds, as authenticator apps expect.</summary>
internal static class Totp
{
    public const int SeedBytes = 20;
    private const int Digits = 6;
    private const int Modulus = 1_000_000;
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long Step(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(ReadOnlySpan<byte> seed, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 as authenticator apps speak it is HMAC-SHA1; its known weakness does not touch HMAC.
        HMACSHA1.HashData(seed, counter, hash);
#pragma warning restore CA5350
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % Modulus).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(Digits, '0');
    }

    /// <summary>The step whose code this is: the present one or a neighbour, for phones whose clock is a little off.</summary>
    public static long? Match(ReadOnlySpan<byte> seed, string code, DateTimeOffset now)
    {
        var present = Step(now);
        long? match = null;
        for (var step = present - 1; step <= present + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(seed, step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                match = step;
            }
        }

        return match;
    }

    /// <summary>Base32 (RFC 4648), in which authenticator apps take the seed.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (buffer, bits) = ((buffer << 8) | value, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }
}

/// <summary>One of ten words for the day the phone is lost. Only the hash is kept; gone when used.</summary>
[NotAudited]
internal sealed class RecoveryCode(Guid accountId, byte[] hash)
{
    public Guid AccountId { get; private set; } = accountId;

    public byte[] Hash { get; private set; } = hash;
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("platform_recovery_codes");
        code.HasKey(c => new { c.AccountId, c.Hash });
        code.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The second factor of an account: a seed in an authenticator app, and recovery codes.</summary>
internal sealed class SecondFactor(VolunteerDbContext db, IDataProtectionProvider protection, IConfiguration configuration, TimeProvider clock)
{
    private const int RecoveryCodes = 10;
    private const int RecoveryLetters = 16;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private readonly IDataProtector _protector = protection.CreateProtector("platform.second-factor");

    /// <summary>Whether privileged roles must have one. Demonstrations switch it off.</summary>
    public bool IsRequired => configuration.GetValue("Security:RequireSecondFactor", defaultValue: true);

    /// <summary>A new seed, in force once a code from it was shown.</summary>
    public byte[] Prepare(Account account)
    {
        var seed = RandomNumberGenerator.GetBytes(Totp.SeedBytes);
        account.PrepareSecondFactor(_protector.Protect(seed));
        return seed;
    }

    /// <summary>A code from the app, or one of the recovery codes; each counts once.</summary>
    public async Task<bool> AcceptAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var plain = Plain(code);
        return plain.Length == RecoveryLetters
            ? await UseRecoveryCodeAsync(account.Id, plain, cancellationToken)
            : await AcceptAppCodeAsync(account, plain, cancellationToken);
    }

    /// <summary>A code from the app that was not used before.</summary>
    public async Task<bool> AcceptAppCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        if (account.SecondFactorSeed is null || Totp.Match(_protector.Unprotect(account.SecondFactorSeed), Plain(code), clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        return await db.Set<Account>()
            .Where(a => a.Id == account.Id && (a.SecondFactorStep == null || a.SecondFactorStep < step))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.SecondFactorStep, step), cancellationToken) == 1;
    }

    /// <summary>New recovery codes in place of the old ones, in the caller's unit of work.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(Account account, CancellationToken cancellationToken)
    {
        await ForgetRecoveryCodesAsync(account, cancellationToken);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => RandomNumberGenerator.GetString(Letters, RecoveryLetters)).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode(account.Id, SessionTokens.Hash(code))));
        return [.. codes.Select(code => string.Join('-', code.Chunk(4).Select(part => new string(part))))];
    }

    public async Task ForgetRecoveryCodesAsync(Account account, CancellationToken cancellationToken) =>
        db.RemoveRange(await db.Set<RecoveryCode>().Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));

    private async Task<bool> UseRecoveryCodeAsync(Guid accountId, string code, CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(code);
        return await db.Set<RecoveryCode>().Where(c => c.AccountId == accountId && c.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private static string Plain(string code) =>
        string.Concat(code.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
