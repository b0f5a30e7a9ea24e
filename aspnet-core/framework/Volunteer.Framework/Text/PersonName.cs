using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Volunteer.Text;

/// <summary>
/// Names as people write them into lists: "王 秀英" and "王　秀英" are 王秀英, every middle dot in 阿依古丽•买买提 becomes "·",
/// characters beyond the common planes stay as they are.
/// </summary>
public static class PersonName
{
    public const int MaxLength = 50;
    public const char MiddleDot = '·';

    /// <summary>Gives the name to store, or a code of <see cref="TextErrors"/>.</summary>
    public static bool TryNormalise(string? text, out string name, [NotNullWhen(false)] out string? problem)
    {
        name = string.Empty;
        if (TextRules.Check(text, multiLine: true) is { } code)
        {
            problem = code;
            return false;
        }

        var candidate = Tidy(TextRules.Normalise(TextRules.ToHalfWidth(text ?? string.Empty)));
        problem = Judge(candidate);
        if (problem is not null)
        {
            return false;
        }

        name = candidate;
        return true;
    }

    private static string Tidy(string text)
    {
        var hasLatin = false;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            hasLatin |= char.IsAsciiLetter(c);
            plain.Append(c is '•' or '‧' or '∙' or '⋅' or '・' or '･' or '●' ? MiddleDot : c);
        }

        // Lists pad two-character names to the width of three. Between Latin words the space belongs to the name.
        if (!hasLatin)
        {
            plain.Replace(" ", string.Empty);
            plain.Replace('.', MiddleDot);
        }

        return plain.ToString();
    }

    private static string? Judge(string name)
    {
        if (name.Length == 0)
        {
            return TextErrors.NameEmpty;
        }

        if (name.Length > MaxLength)
        {
            return TextErrors.NameTooLong;
        }

        var previousWasMark = true;
        foreach (var rune in name.EnumerateRunes())
        {
            var isMark = rune.Value is MiddleDot or ' ' or '-' or '\'' or '’' or '.';
            var isLetter = TextRules.IsHan(rune) || Rune.IsLetter(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            // A mark joins two parts of a name; it neither begins one nor follows another, except as in "J. Lin".
            if (!isLetter && (!isMark || (previousWasMark && rune.Value != ' ')))
            {
                return TextErrors.NameCharacter;
            }

            previousWasMark = isMark;
        }

        return name[^1] is MiddleDot or '-' ? TextErrors.NameCharacter : null;
    }
}
