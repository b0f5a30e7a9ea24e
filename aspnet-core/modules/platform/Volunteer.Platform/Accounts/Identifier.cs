using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Identity;

namespace Volunteer.Platform.Accounts;

internal enum IdentifierKind
{
    Phone,
    Email,
    UserName,
}

/// <summary>What somebody types to say who they are. The three kinds cannot be mistaken for each other.</summary>
/// <param name="Value">A phone as <see cref="PhoneNumber.Value"/>; otherwise as typed.</param>
internal sealed partial record Identifier(IdentifierKind Kind, string Value)
{
    public const int LongestText = 254;

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

        if (PhoneNumber.TryParse(plain, out var phone, out _))
        {
            return new Identifier(IdentifierKind.Phone, phone.Value);
        }

        return Name().IsMatch(plain) ? new Identifier(IdentifierKind.UserName, plain) : null;
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{N}._-]{2,29}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
