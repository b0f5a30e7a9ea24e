using System.Security.Cryptography;

namespace Volunteer.Funds.Gifts;

/// <summary>Short codes for the note of a transfer: letters and digits that are not mistaken for each other, the last a check.</summary>
internal static class NoteCodes
{
    public const int Length = 7;
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    public static string New()
    {
        var body = RandomNumberGenerator.GetString(Letters, Length - 1);
        return body + Check(body);
    }

    /// <summary>As typed into a bank's form: any case, spaces and hyphens anywhere; null when it cannot be a code.</summary>
    public static string? Read(string? text)
    {
        var plain = string.Concat((text ?? string.Empty).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plain.Length == Length && plain.All(letter => Letters.Contains(letter, StringComparison.Ordinal)) && Check(plain[..^1]) == plain[^1] ? plain : null;
    }

    /// <summary>Catches one wrong letter and two swapped neighbours: places have different odd weights.</summary>
    private static char Check(string body)
    {
        // 31 is prime and larger than the alphabet; the one value without a letter is avoided by taking the remainder again.
        var sum = 0;
        foreach (var (index, letter) in body.Index())
        {
            sum = ((sum + Letters.IndexOf(letter, StringComparison.Ordinal) + 1) * (index + 2)) % 31;
        }

        return Letters[sum % Letters.Length];
    }
}
