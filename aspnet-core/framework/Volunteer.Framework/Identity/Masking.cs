using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Volunteer.Text;

namespace Volunteer.Identity;

/// <summary>How personal data looks to those who may know that it is there, but not what it says.</summary>
public static partial class Masking
{
    private static readonly SearchValues<char> Stars = SearchValues.Create("*●•×✱○");

    /// <summary>王秀英 becomes 王**, 阿依古丽·买买提 becomes 阿**: never more than two stars, so the length tells nothing.</summary>
    public static string Name(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return string.Empty;
        }

        var runes = name.Trim().EnumerateRunes().ToArray();
        return runes.Length == 1 ? "*" : runes[0] + (runes.Length == 2 ? "*" : "**");
    }

    /// <summary>110***********0017.</summary>
    public static string IdNumber(string? number) => Keep(number, 3, 4);

    /// <summary>+8613800138000 and 13800138000 become 138****8000; of a landline only the last two digits stay.</summary>
    public static string Phone(string? number)
    {
        var local = number is not null && number.StartsWith("+86", StringComparison.Ordinal) ? number[3..] : number;
        return local is { Length: 11 } && local[0] == '1' ? Keep(local, 3, 4) : Keep(local, 0, 2);
    }

    /// <summary>The last four digits, as a bank prints them.</summary>
    public static string BankAccount(string? number) => Keep(number, 0, 4);

    public static string Email(string? address)
    {
        var at = address?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        return at < 1 ? Keep(address, 0, 0) : address![0] + "***" + address[at..];
    }

    /// <summary>
    /// Everything from the first house, building or door number on: 幸福路**; an address without any number keeps its first
    /// six characters.
    /// </summary>
    public static string Address(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return string.Empty;
        }

        var plain = TextRules.ToHalfWidth(address.Trim());
        var number = HouseNumber().Match(plain);
        var end = number.Success ? number.Index : Math.Min(6, plain.Length / 2);
        if (end > 0 && char.IsHighSurrogate(plain[end - 1]))
        {
            end--;
        }

        return plain[..end] + "**";
    }

    /// <summary>Starred out before it reached us, in upper case and without spaces.</summary>
    internal static bool LooksMasked(string text) =>
        text.AsSpan().ContainsAny(Stars) || text.AsSpan().Contains("XX", StringComparison.Ordinal);

    private static string Keep(string? text, int first, int last)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        // What is too short to hide its middle is hidden altogether.
        if (text.Length < (first + last) * 3 / 2)
        {
            return new string('*', text.Length);
        }

        return new StringBuilder(text.Length)
            .Append(text, 0, first)
            .Append('*', text.Length - first - last)
            .Append(text, text.Length - last, last)
            .ToString();
    }

    [GeneratedRegex("[0-9A-Za-z]|[一二三四五六七八九十百零〇甲乙丙丁]+(?=[号栋幢座楼层单元室弄户组队门])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HouseNumber();
}
