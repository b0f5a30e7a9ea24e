using System.Text;

namespace Volunteer.Tables.Delimited;

internal readonly record struct DecodedText(string Text, TableEncoding Encoding, bool IsAGuess);

/// <summary>Byte order mark, then strict UTF-8, then strict GB18030 (which contains GBK and GB2312), then refusal.</summary>
internal static class TextDecoder
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictUtf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictUtf16BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictGb18030 = CreateGb18030();

    public static DecodedText Decode(byte[] content, TableEncoding? chosen)
    {
        var (marked, markLength) = FindMark(content);
        if (chosen is { } wanted)
        {
            var bytes = content.AsSpan(wanted == marked ? markLength : 0);
            return TryDecode(wanted, bytes) is { } text
                ? new DecodedText(text, wanted, IsAGuess: false)
                : throw new BusinessException(FileErrors.EncodingUnknown);
        }

        if (marked is { } encoding)
        {
            return TryDecode(encoding, content.AsSpan(markLength)) is { } text
                ? new DecodedText(text, encoding, IsAGuess: false)
                : throw new BusinessException(FileErrors.EncodingUnknown);
        }

        return Guess(content);
    }

    private static DecodedText Guess(byte[] content)
    {
        var utf8 = TryDecode(TableEncoding.Utf8, content);
        if (utf8 is not null && LooksAtHome(utf8))
        {
            return new DecodedText(utf8, TableEncoding.Utf8, IsAGuess: false);
        }

        var gb = TryDecode(TableEncoding.Gb18030, content);
        if (utf8 is null)
        {
            return gb is null || HasC1Controls(gb)
                ? throw new BusinessException(FileErrors.EncodingUnknown)
                : new DecodedText(gb, TableEncoding.Gb18030, IsAGuess: false);
        }

        return gb is not null && IsEverydayChinese(content)
            ? new DecodedText(gb, TableEncoding.Gb18030, IsAGuess: true)
            : new DecodedText(utf8, TableEncoding.Utf8, IsAGuess: gb is not null);
    }

    private static (TableEncoding? Encoding, int Length) FindMark(ReadOnlySpan<byte> content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (TableEncoding.Utf8, 3),
        [0xFF, 0xFE, ..] => (TableEncoding.Utf16LittleEndian, 2),
        [0xFE, 0xFF, ..] => (TableEncoding.Utf16BigEndian, 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (TableEncoding.Gb18030, 4),
        _ => (null, 0),
    };

    private static string? TryDecode(TableEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return (encoding switch
            {
                TableEncoding.Utf8 => StrictUtf8,
                TableEncoding.Gb18030 => StrictGb18030,
                TableEncoding.Utf16LittleEndian => StrictUtf16,
                _ => StrictUtf16BigEndian,
            }).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// What a Chinese table consists of. Letters such as Ä or Є are what GBK looks like when its bytes happen to be valid
    /// UTF-8 (the "联通" effect), so they raise the question; they do not answer it.
    /// </summary>
    private static bool LooksAtHome(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var home = rune.Value is < 0x80
                or 0xA5 or 0xB0 or 0xB1 or 0xB7 or 0xD7 or 0xF7
                or >= 0x2010 and <= 0x2BFF
                or >= 0x2E80 and <= 0x9FFF
                or >= 0xF900 and <= 0xFAFF
                or >= 0xFE0E and <= 0xFE6F
                or >= 0xFEFF and <= 0xFFEF
                or >= 0x1F000 and <= 0x1FAFF
                or >= 0x20000 and <= 0x3FFFF
                or 0x200B or 0x200C or 0x200D;
            if (!home)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Every double byte is one of the 3,755 most common characters or GB2312 punctuation, and the characters come in words:
    /// a lone "茅" between Latin letters is an é.
    /// </summary>
    private static bool IsEverydayChinese(ReadOnlySpan<byte> content)
    {
        var characters = 0;
        var runs = 0;
        var inRun = false;
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] < 0x80)
            {
                inRun = false;
                continue;
            }

            if (i + 1 == content.Length || content[i + 1] is < 0xA1 or 0xFF)
            {
                return false;
            }

            switch (content[i])
            {
                case >= 0xB0 and <= 0xD7:
                    characters++;
                    runs += inRun ? 0 : 1;
                    inRun = true;
                    break;
                case >= 0xA1 and <= 0xA3:
                    inRun = false;
                    break;
                default:
                    return false;
            }

            i++;
        }

        return characters > 0 && characters * 2 >= runs * 3;
    }

    private static bool HasC1Controls(string text) => text.AsSpan().ContainsAnyInRange('\u0080', '\u009F');

    private static Encoding CreateGb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
