using System.Text;
using System.Text.RegularExpressions;

namespace Volunteer.Platform.Accounts;

internal enum IdentifierKind
{
    Phone,
    Email,
    UserName,
}

/// <summary>What somebody types to say who they are. The three kinds cannot be mistaken for each other.</summary>
/// <param name="Value">Phone: E.164 without plus. Otherwise as typed.</param>
internal sealed partial record Identifier(IdentifierKind Kind, string Value)
{
    public const int LongestText = 254;
    private const string China = "86";
    private const int ChineseMobileDigits = 11;

    /// <summary>How e-mail and user name are compared.</summary>
    public string Normalized => Value.ToUpperInvariant();

    /// <summary>Null when the text is none of the three. Full-width digits and letters count as plain ones.</summary>
    public static Identifier? Parse(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormKC).Trim();
        if (plain.Length > LongestText)
        {
            return null;
        }

        if (plain.Contains('@', StringComparison.Ordinal))
        {
            return Mail().IsMatch(plain) ? new Identifier(IdentifierKind.Email, plain) : null;
        }

        if (PhoneNumber(plain) is { } phone)
        {
            return new Identifier(IdentifierKind.Phone, phone);
        }

        return Name().IsMatch(plain) ? new Identifier(IdentifierKind.UserName, plain) : null;
    }

    /// <summary>E.164 without plus, or null. Eleven digits beginning with 1 are a Chinese mobile number.</summary>
    public static string? PhoneNumber(string text)
    {
        var plain = Separators().Replace(text.Normalize(NormalizationForm.FormKC), string.Empty);
        var isInternational = plain.StartsWith('+') || plain.StartsWith("00", StringComparison.Ordinal);
        var digits = plain.TrimStart('+');
        digits = isInternational && digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits;
        if (!Digits().IsMatch(digits))
        {
            return null;
        }

        return !isInternational && digits.Length == ChineseMobileDigits && digits[0] == '1' ? China + digits : digits;
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    [GeneratedRegex(@"[\s\-()]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex("^[0-9]{7,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{N}._-]{2,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
