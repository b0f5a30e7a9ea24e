using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

/// <summary>Makes accounts in the caller's unit of work.</summary>
internal sealed class AccountMaking(VolunteerDbContext db, Passwords passwords)
{
    private const string Digits = "0123456789";
    private const int NameDigits = 8;

    /// <summary>An account under the name the person chose; refuses a name that is taken. The invitation behind it is spent by success, so this is no way to ask who exists.</summary>
    public async Task<Account> MakeAsync(string identifier, string? email, string password, string name, CancellationToken cancellationToken)
    {
        var account = new Account { Name = name };
        account.Identify(Parse(identifier, "identifier"));
        if (!string.IsNullOrWhiteSpace(email))
        {
            var address = Parse(email, "email");
            account.Identify(address.Kind == IdentifierKind.Email ? address : throw new InvalidRequestException("email", PlatformErrors.IdentifierInvalid));
        }

        PasswordRules.Check(password, "password", account.UserName, account.PhoneNumber, account.Email);
        var taken = await db.Set<Account>().AnyAsync(
            a => (account.PhoneNumber != null && a.PhoneNumber == account.PhoneNumber)
                || (account.NormalizedEmail != null && a.NormalizedEmail == account.NormalizedEmail)
                || (account.NormalizedUserName != null && a.NormalizedUserName == account.NormalizedUserName),
            cancellationToken);
        if (taken)
        {
            throw new BusinessException(PlatformErrors.IdentifierTaken);
        }

        if (account.UserName is null)
        {
            account.Identify(NewUserName());
        }

        account.PasswordHash = passwords.Hash(account, password);
        db.Add(account);
        return account;
    }

    /// <summary>
    /// An account for somebody whom nobody vouches for. Phone and e-mail become ways to sign in only where nobody else has
    /// them; the made-up user name always is one, so that the answer is the same.
    /// </summary>
    public async Task<Account> MakeQuietlyAsync(string phone, string? email, string password, CancellationToken cancellationToken)
    {
        var account = new Account();
        account.Identify(NewUserName());
        foreach (var identifier in new[] { Parse(phone, "phone"), string.IsNullOrWhiteSpace(email) ? null : Parse(email, "email") })
        {
            if (identifier is not null && !await IsTakenAsync(identifier, cancellationToken))
            {
                account.Identify(identifier);
            }
        }

        account.PasswordHash = passwords.Hash(account, password);
        db.Add(account);
        return account;
    }

    private static Identifier NewUserName() => new(IdentifierKind.UserName, "v" + RandomNumberGenerator.GetString(Digits, NameDigits));

    private static Identifier Parse(string text, string field) => Identifier.Parse(text) ?? throw new InvalidRequestException(field, PlatformErrors.IdentifierInvalid);

    private Task<bool> IsTakenAsync(Identifier identifier, CancellationToken cancellationToken) =>
        db.Set<Account>().AnyAsync(a => a.PhoneNumber == identifier.Value || a.NormalizedEmail == identifier.Normalized, cancellationToken);
}
