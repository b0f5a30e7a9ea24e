using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Volunteer.Text;

namespace Volunteer.Identity;

public enum PhoneKind
{
    Mobile,
    Landline,
}

/// <summary>
/// A mainland phone number as <c>+8613800138000</c>; an extension follows as <c>;ext=801</c>. A household may share one, so
/// it never identifies a person. Its <see cref="ToString"/> is masked.
/// </summary>
public sealed partial record PhoneNumber
{
    private PhoneNumber(string value, PhoneKind kind)
    {
        Value = value;
        Kind = kind;
    }

    public string Value { get; }

    public PhoneKind Kind { get; }

    /// <summary>Without the country code, as people here dial it: <c>13800138000</c>, <c>0571-88880000</c>.</summary>
    public string Local
    {
        get
        {
            var digits = Value[3..];
            if (Kind == PhoneKind.Mobile)
            {
                return digits;
            }

            var area = digits[0] is '1' or '2' ? 2 : 3;
            return $"0{digits[..area]}-{digits[area..].Replace(";ext=", "-", StringComparison.Ordinal)}";
        }
    }

    /// <summary>Gives the number, or a code of <see cref="IdentityErrors"/>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PhoneNumber? number, [NotNullWhen(false)] out string? problem)
    {
        number = null;
        if (text is not null && TextRules.Check(text, multiLine: true) is { } code)
        {
            problem = code;
            return false;
        }

        var typed = TextRules.ToHalfWidth(text ?? string.Empty).Trim().Trim('\'', '‘', '’', '`');
        if (typed.Length == 0)
        {
            problem = IdentityErrors.PhoneMissing;
            return false;
        }

        if (Masking.LooksMasked(TextRules.NormaliseIdentifier(typed).ToUpperInvariant()))
        {
            problem = IdentityErrors.PhoneMasked;
            return false;
        }

        var plain = Spaces().Replace(typed, string.Empty);
        number = FromMobile(plain) ?? FromLandline(plain);
        problem = number is null ? FindProblem(typed, plain) : null;
        return number is not null;
    }

    public override string ToString() => Masking.Phone(Value);

    private static PhoneNumber? FromMobile(string plain)
    {
        var match = Mobile().Match(Dashes().Replace(plain, string.Empty));
        return match.Success ? new PhoneNumber("+86" + match.Groups["number"].Value, PhoneKind.Mobile) : null;
    }

    private static PhoneNumber? FromLandline(string plain)
    {
        var match = Landline().Match(plain);
        if (!match.Success)
        {
            return null;
        }

        var extension = match.Groups["ext"] is { Success: true } ext ? ";ext=" + ext.Value : string.Empty;
        return new PhoneNumber("+86" + match.Groups["area"].Value + Dashes().Replace(match.Groups["number"].Value, string.Empty) + extension, PhoneKind.Landline);
    }

    private static string FindProblem(string typed, string plain)
    {
        if (Several().IsMatch(typed))
        {
            return IdentityErrors.PhoneSeveral;
        }

        if (Foreign().IsMatch(plain))
        {
            return IdentityErrors.PhoneForeign;
        }

        return WithoutArea().IsMatch(plain) ? IdentityErrors.PhoneAreaCode : IdentityErrors.PhoneFormat;
    }

    [GeneratedRegex(@"[\s\u200B\uFEFF]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[\-‐‑–—―.()·]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^(?:\+86|0086|86)?0?(?<number>1[3-9][0-9]{9})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mobile();

    [GeneratedRegex(
        @"^(?:(?:\+86|0086)[\-–—]?\(?0?|\(?0)(?<area>10|2[0-9]|[3-9][0-9]{2})\)?[\-–—]*(?<number>[1-9][0-9]{2,3}[\-–—]?[0-9]{4})(?:(?:[\-–—#x]|转|分机|ext\.?)+(?<ext>[0-9]{1,6}))?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Landline();

    [GeneratedRegex(@"[0-9]{7,}[^0-9]+[0-9]{7,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Several();

    [GeneratedRegex(@"^(?:\+(?!86)|00(?!86))[0-9\-–—()]{7,}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^[2-8][0-9]{2,3}-?[0-9]{4}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WithoutArea();
}
