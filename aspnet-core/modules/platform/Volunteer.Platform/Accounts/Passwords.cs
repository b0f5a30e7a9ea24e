using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Volunteer.Platform.Accounts;

/// <summary>
/// Long enough and not on the list; no rules about kinds of characters and no forced change (ASVS 6.2.5, 6.2.10). The
/// client asks for the same rules (<see cref="GetPasswordRules"/>).
/// </summary>
internal static class PasswordRules
{
    public const int Least = 10;
    public const int Most = 128;
    private const int LongestRun = 3;

    /// <summary>Compared with the password's letters and digits in lower case.</summary>
    public static readonly IReadOnlyList<string> TooCommon =
    [
        "password123", "password1234", "passw0rd123", "qwertyuiop", "qwerty12345", "1q2w3e4r5t", "1qaz2wsx3edc", "abcdefghij", "abcd123456",
        "abc1234567", "a123456789", "aa12345678", "aa123456789", "1234567890", "0123456789", "12345678910", "123456789a", "0987654321",
        "9876543210", "1122334455", "5201314520", "13145201314", "woaini1314520", "woaini520520", "woaini1314", "iloveyou123", "iloveyou520",
        "welcome123", "admin12345", "admin123456", "administrator", "letmein123", "changeme123", "test123456", "zhongguo123", "zhonghua123",
        "woaizhongguo", "zhengzhou123", "zhengzhou0371", "henan123456", "shequ123456", "jiedao123456", "zhiyuanzhe", "zhiyuanzhe123",
        "volunteer123", "volunteer1234", "community123", "beijing2008", "beijing123", "gongchandang", "renminwansui", "xiexie12345",
    ];

    private static readonly HashSet<string> Blocked = new(TooCommon, StringComparer.Ordinal);

    /// <summary>The characters people mean: an elder's keyboard may give full-width digits.</summary>
    public static string Plain(string password) => password.Normalize(NormalizationForm.FormKC);

    public static void Check(string password, string field, params IEnumerable<string?> names)
    {
        var plain = Plain(password);
        var length = new StringInfo(plain).LengthInTextElements;
        if (length < Least || string.IsNullOrWhiteSpace(plain))
        {
            throw new InvalidRequestException(field, PlatformErrors.PasswordTooShort).With("least", Least);
        }

        if (plain.Length > Most)
        {
            throw new InvalidRequestException(field, PlatformErrors.PasswordTooLong).With("most", Most);
        }

        var letters = Letters(plain);
        if (letters.Distinct().Count() <= LongestRun || Blocked.Contains(letters) || names.Any(name => name is not null && IsName(letters, Letters(name))))
        {
            throw new InvalidRequestException(field, PlatformErrors.PasswordTooCommon);
        }
    }

    /// <summary>The whole name, or the phone number with or without the country code.</summary>
    private static bool IsName(string password, string name) =>
        name.Length > 0 && (password == name || (name.Length >= Least && name.EndsWith(password, StringComparison.Ordinal)));

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <summary>Hashes with Identity's PBKDF2 (HMAC-SHA512). A stranger costs as much time as a member.</summary>
internal sealed class Passwords
{
    /// <summary>OWASP's figure for HMAC-SHA512.</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<Account> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Account _nobody = new();
    private readonly string _nobodysHash;
    private readonly Counter<long> _checks;

    public Passwords(IMeterFactory meters)
    {
        _nobodysHash = _hasher.HashPassword(_nobody, Guid.NewGuid().ToString("N"));
        _checks = meters.Create(MeterNames.Volunteer).CreateCounter<long>("volunteer.password.checks", description: "Passwords that were looked at, whoever's they were.");
    }

    public string Hash(Account account, string password) => _hasher.HashPassword(account, PasswordRules.Plain(password));

    /// <summary>Always computes one hash, also for nobody and for an account without a password.</summary>
    public bool Verify(Account? account, string password)
    {
        _checks.Add(1);
        var hash = account?.PasswordHash;
        var result = _hasher.VerifyHashedPassword(account ?? _nobody, hash ?? _nobodysHash, PasswordRules.Plain(password));
        return hash is not null && result is not PasswordVerificationResult.Failed;
    }
}
