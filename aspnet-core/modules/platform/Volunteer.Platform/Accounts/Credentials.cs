using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

/// <summary>
/// Checks who somebody claims to be. Unknown, wrong, locked and without a password are one refusal, at the price of the
/// same work.
/// </summary>
internal sealed class Credentials(VolunteerDbContext db, Passwords passwords, AttemptGuard attempts, SecondFactor secondFactor)
{
    /// <summary>The account, or a refusal. <c>NeedsCode</c> when the password is right and the second factor is still missing.</summary>
    public async Task<(Account Account, bool NeedsCode)> CheckAsync(string identifier, string password, string? code, CancellationToken cancellationToken)
    {
        var account = await FindAsync(identifier, cancellationToken);
        var subject = AttemptGuard.Subject(account, identifier.Trim().ToUpperInvariant());
        var mayTry = await attempts.TryTakeAsync(subject, cancellationToken);
        if (!passwords.Verify(account, password) || !mayTry || account is null)
        {
            throw new BusinessException(PlatformErrors.SignInFailed);
        }

        if (account.TwoFactorEnabled)
        {
            if (string.IsNullOrWhiteSpace(code))
            {
                return (account, true);
            }

            if (!await secondFactor.AcceptAsync(account, code, cancellationToken))
            {
                throw new BusinessException(PlatformErrors.SignInFailed);
            }
        }

        await attempts.ForgetAsync(subject, cancellationToken);
        return (account, false);
    }

    /// <summary>Asks a signed-in person for the password once more.</summary>
    public async Task<Account> ConfirmAsync(Guid accountId, string password, CancellationToken cancellationToken)
    {
        var account = await db.Set<Account>().SingleAsync(a => a.Id == accountId, cancellationToken);
        var subject = AttemptGuard.Subject(account, string.Empty);
        var mayTry = await attempts.TryTakeAsync(subject, cancellationToken);
        if (!passwords.Verify(account, password) || !mayTry)
        {
            throw new BusinessException(PlatformErrors.SignInFailed);
        }

        await attempts.ForgetAsync(subject, cancellationToken);
        return account;
    }

    /// <summary>The account if password and name are right and no code is asked for, without saying why not.</summary>
    public async Task<Account?> TryOwnAsync(string identifier, string password, CancellationToken cancellationToken)
    {
        try
        {
            var (account, needsCode) = await CheckAsync(identifier, password, code: null, cancellationToken);
            return needsCode ? null : account;
        }
        catch (BusinessException)
        {
            return null;
        }
    }

    public Task<Account?> FindAsync(string identifier, CancellationToken cancellationToken)
    {
        var parsed = Identifier.Parse(identifier);
        var (value, normalized) = (parsed?.Value ?? string.Empty, parsed?.Normalized ?? string.Empty);
        return parsed?.Kind switch
        {
            IdentifierKind.Phone => db.Set<Account>().SingleOrDefaultAsync(a => a.PhoneNumber == value, cancellationToken),
            IdentifierKind.Email => db.Set<Account>().SingleOrDefaultAsync(a => a.NormalizedEmail == normalized, cancellationToken),

            // Nonsense costs a look-up like everything else.
            _ => db.Set<Account>().SingleOrDefaultAsync(a => a.NormalizedUserName == normalized, cancellationToken),
        };
    }
}
