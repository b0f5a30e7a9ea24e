using System.Text;

namespace Volunteer.Text;

/// <summary>What every text has to pass at the boundary, whichever database lies behind, and how texts are made comparable.</summary>
public static class TextRules
{
    /// <summary>
    /// The code of the first problem, or null. Refused are NUL and other control characters (line feed and tab are fine where
    /// several lines are allowed), half characters, and marks that reverse the reading direction to make text look different
    /// from what it is. Zero-width joiners stay: emoji and some scripts need them.
    /// </summary>
    public static string? Check(ReadOnlySpan<char> text, bool multiLine = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(multiLine && c is '\n' or '\t'))
            {
                return TextErrors.ControlCharacter;
            }

            if (c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
            {
                return TextErrors.HiddenDirection;
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF')
            {
                return TextErrors.BrokenCharacter;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Check"/>, but throws.</summary>
    public static void Ensure(ReadOnlySpan<char> text, bool multiLine = false)
    {
        if (Check(text, multiLine) is { } code)
        {
            throw new BusinessException(code);
        }
    }

    /// <summary>One line: composed (NFC), trimmed, inner white space collapsed to single spaces.</summary>
    public static string Normalise(string text)
    {
        Ensure(text, multiLine: true);
        var plain = new StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (IsSpace(c))
            {
                gap = plain.Length > 0;
                continue;
            }

            if (gap)
            {
                plain.Append(' ');
                gap = false;
            }

            plain.Append(c);
        }

        return plain.ToString();
    }

    /// <summary>Numbers, codes and plates: full-width characters become half-width, white space disappears.</summary>
    public static string NormaliseIdentifier(string text)
    {
        Ensure(text, multiLine: true);
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (!IsSpace(c))
            {
                plain.Append(ToHalfWidth(c));
            }
        }

        return plain.ToString();
    }

    /// <summary>Full-width letters, digits and signs (１２３，ＡＢＣ) as their ASCII counterparts; everything else as it is.</summary>
    public static string ToHalfWidth(string text) => string.Create(text.Length, text, static (plain, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            plain[i] = ToHalfWidth(source[i]);
        }
    });

    /// <summary>Chinese characters of all planes, with 〇, which occurs in names.</summary>
    public static bool IsHan(Rune rune) => rune.Value is 0x3007
        or >= 0x3400 and <= 0x4DBF
        or >= 0x4E00 and <= 0x9FFF
        or >= 0xF900 and <= 0xFAFF
        or >= 0x20000 and <= 0x3FFFF;

    /// <summary>White space, also the ideographic one and the two invisible ones that copying leaves behind.</summary>
    internal static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    private static char ToHalfWidth(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    };
}
