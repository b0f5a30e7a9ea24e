using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Volunteer.Text;

namespace Volunteer.Identity;

public enum Sex
{
    Female,
    Male,
}

/// <summary>
/// A checked resident identity number (GB 11643), always with 18 characters. Its <see cref="ToString"/> is masked so that
/// it cannot slip into a log; ask for <see cref="Value"/> on purpose.
/// </summary>
public sealed record ChineseIdNumber
{
    private const int OldLength = 15;
    private const int Length = 18;
    private const int OldestYear = 1900;
    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private ChineseIdNumber(string value, DateOnly birthDate, bool wasFifteenDigits)
    {
        Value = value;
        BirthDate = birthDate;
        WasFifteenDigits = wasFifteenDigits;
    }

    public string Value { get; }

    public DateOnly BirthDate { get; }

    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>County of first registration, six digits.</summary>
    public string Region => Value[..6];

    /// <summary>Converted from the number of before 1999, which has no checksum: a typing error in it goes unnoticed.</summary>
    public bool WasFifteenDigits { get; }

    /// <summary>Gives the number, or a code of <see cref="IdentityErrors"/>. <paramref name="today"/> rules out births in the future.</summary>
    public static bool TryParse(string? text, DateOnly today, [NotNullWhen(true)] out ChineseIdNumber? number, [NotNullWhen(false)] out string? problem)
    {
        number = null;
        if (text is not null && TextRules.Check(text, multiLine: true) is { } code)
        {
            problem = code;
            return false;
        }

        var typed = Tidy(text ?? string.Empty);
        problem = FindWrongShape(typed);
        if (problem is not null)
        {
            return false;
        }

        var isOld = typed.Length == OldLength;
        var value = isOld ? Modernise(typed) : typed;
        if (!IsRegion(value))
        {
            problem = IdentityErrors.IdRegion;
        }
        else if (!TryReadBirthDate(value, today, out var birthDate))
        {
            problem = IdentityErrors.IdBirthDate;
        }
        else if (value[^1] != CheckCharacter(value))
        {
            problem = value.EndsWith("000", StringComparison.Ordinal) ? IdentityErrors.IdRounded : IdentityErrors.IdChecksum;
        }
        else
        {
            number = new ChineseIdNumber(value, birthDate, isOld);
        }

        return number is not null;
    }

    public override string ToString() => Masking.IdNumber(Value);

    /// <summary>Spreadsheets protect long numbers with an apostrophe, people group them with spaces and dashes.</summary>
    private static string Tidy(string text) => TextRules.NormaliseIdentifier(text)
        .Replace("-", string.Empty, StringComparison.Ordinal)
        .Trim('\'', '‘', '’', '`')
        .ToUpperInvariant();

    private static string? FindWrongShape(string typed)
    {
        if (typed.Length == 0)
        {
            return IdentityErrors.IdMissing;
        }

        if (Masking.LooksMasked(typed))
        {
            return IdentityErrors.IdMasked;
        }

        if (typed.Contains("E+", StringComparison.Ordinal))
        {
            return IdentityErrors.IdRounded;
        }

        if (typed.Length is not (OldLength or Length))
        {
            return IdentityErrors.IdLength;
        }

        var digits = typed.AsSpan(0, typed.Length == Length ? Length - 1 : OldLength);
        return digits.ContainsAnyExceptInRange('0', '9') || !(char.IsAsciiDigit(typed[^1]) || typed[^1] == 'X')
            ? IdentityErrors.IdCharacter
            : null;
    }

    private static string Modernise(string old)
    {
        var seventeen = string.Concat(old.AsSpan(0, 6), "19", old.AsSpan(6));
        return seventeen + CheckCharacter(seventeen);
    }

    /// <summary>The first digits name a province; 81 to 83 are residence permits of Hong Kong, Macao and Taiwan, 9 those of foreigners.</summary>
    private static bool IsRegion(string value) => int.Parse(value.AsSpan(0, 2), CultureInfo.InvariantCulture)
        is >= 11 and <= 15
        or >= 21 and <= 23
        or >= 31 and <= 37
        or >= 41 and <= 46
        or >= 50 and <= 54
        or >= 61 and <= 65
        or 71
        or >= 81 and <= 83
        or >= 91 and <= 99;

    private static bool TryReadBirthDate(string value, DateOnly today, out DateOnly birthDate) =>
        DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birthDate)
        && birthDate.Year >= OldestYear
        && birthDate <= today;

    private static char CheckCharacter(string value)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (value[i] - '0') * Weights[i];
        }

        return CheckCharacters[sum % CheckCharacters.Length];
    }
}
