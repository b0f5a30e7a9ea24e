using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Volunteer.Platform.Accounts;

/// <summary>
/// How often somebody tried of late. Strangers' names are counted exactly like accounts, so that a lockout says nothing
/// about who exists. Host side.
/// </summary>
[NotAudited]
internal sealed class SignInAttempts(string subject, DateTimeOffset lastAt)
{
    public string Subject { get; private set; } = subject;

    public int Count { get; private set; } = 1;

    public DateTimeOffset LastAt { get; private set; } = lastAt;
}

internal sealed class SignInAttemptsMapping : IEntityTypeConfiguration<SignInAttempts>
{
    public void Configure(EntityTypeBuilder<SignInAttempts> attempts)
    {
        attempts.ToTable("platform_sign_in_attempts");
        attempts.HasKey(a => a.Subject);
        attempts.Property(a => a.Subject).HasMaxLength(70);
        attempts.HasIndex(a => a.LastAt);
    }
}

/// <summary>Five tries, then a quarter of an hour's rest. A try is taken before the password is looked at, so parallel guesses count too.</summary>
internal sealed class AttemptGuard(VolunteerDbContext db, TimeProvider clock)
{
    public const int Most = 5;
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static string Subject(Account? account, string identifier) => account is not null
        ? $"a:{account.Id:N}"
        : $"u:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)))}";

    /// <summary>False while locked.</summary>
    public async Task<bool> TryTakeAsync(string subject, CancellationToken cancellationToken)
    {
        if (await CountAsync(subject, cancellationToken))
        {
            return true;
        }

        if (await db.Set<SignInAttempts>().AnyAsync(a => a.Subject == subject, cancellationToken))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var old = now - Kept;
        await db.Set<SignInAttempts>().Where(a => a.LastAt < old).ExecuteDeleteAsync(cancellationToken);
        var first = new SignInAttempts(subject, now);
        db.Add(first);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            // Another try of the same name was first.
            return await CountAsync(subject, cancellationToken);
        }
        finally
        {
            db.Entry(first).State = EntityState.Detached;
        }
    }

    public Task ForgetAsync(string subject, CancellationToken cancellationToken) =>
        db.Set<SignInAttempts>().Where(a => a.Subject == subject).ExecuteDeleteAsync(cancellationToken);

    private async Task<bool> CountAsync(string subject, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rested = now - Rest;
        return await db.Set<SignInAttempts>()
            .Where(a => a.Subject == subject && (a.Count < Most || a.LastAt <= rested))
            .ExecuteUpdateAsync(
                set => set.SetProperty(a => a.Count, a => a.LastAt <= rested ? 1 : a.Count + 1).SetProperty(a => a.LastAt, now),
                cancellationToken) == 1;
    }
}
