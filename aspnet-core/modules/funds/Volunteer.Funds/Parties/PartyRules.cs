using FluentValidation;
using Volunteer.Identity;
using Volunteer.Text;

namespace Volunteer.Funds.Parties;

/// <summary>What the texts about a donor or payee must be like, and how they look to who may not read them.</summary>
internal static class PartyRules
{
    public const int LongestName = 100;
    public const int LongestPhone = 30;
    public const int LongestEmail = 254;
    public const int LongestAccount = 40;
    public const int CreditCodeLength = 18;

    public static IRuleBuilderOptions<T, string> OneLine<T>(this IRuleBuilder<T, string> rule, int longest) =>
        rule.NotEmpty().MaximumLength(longest).Must(text => TextRules.Check(text) is null);

    public static IRuleBuilderOptions<T, string?> OptionalLine<T>(this IRuleBuilder<T, string?> rule, int longest) =>
        rule.MaximumLength(longest).Must(text => TextRules.Check(text) is null);

    public static IRuleBuilderOptions<T, string> Prose<T>(this IRuleBuilder<T, string> rule, int longest = 1000) =>
        rule.NotEmpty().MaximumLength(longest).Must(text => TextRules.Check(text.ReplaceLineEndings("\n"), multiLine: true) is null);

    public static IRuleBuilderOptions<T, string?> OptionalProse<T>(this IRuleBuilder<T, string?> rule, int longest = 1000) =>
        rule.MaximumLength(longest).Must(text => TextRules.Check((text ?? string.Empty).ReplaceLineEndings("\n"), multiLine: true) is null);

    /// <summary>An amount of money a person can mean: above zero, below ten thousand million yuan.</summary>
    public static IRuleBuilderOptions<T, long> Fen<T>(this IRuleBuilder<T, long> rule) => rule.InclusiveBetween(1, 1_000_000_000_000);

    public static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n").Trim();

    public static PartyDetails Details(PartyForm form) => new(
        form.Kind,
        TextRules.Normalise(form.Name),
        Trimmed(form.CreditCode)?.ToUpperInvariant(),
        Trimmed(form.Phone) is { } phone && PhoneNumber.TryParse(phone, out var parsed, out _) ? parsed.Value : Trimmed(form.Phone),
        Trimmed(form.Email),
        Trimmed(form.BankName),
        Trimmed(form.BankAccount)?.Replace(" ", string.Empty, StringComparison.Ordinal),
        form.IsAnonymous);

    /// <summary>An organisation's name is public; a person's is not.</summary>
    public static string MaskedName(Party party) => party.Kind is PartyKind.Organisation ? party.Name : Masking.Name(party.Name);
}

/// <summary>A donor or payee as the form sends it.</summary>
internal sealed record PartyForm(
    PartyKind Kind,
    string Name,
    string? CreditCode = null,
    string? Phone = null,
    string? Email = null,
    string? BankName = null,
    string? BankAccount = null,
    bool IsAnonymous = false);

internal sealed class PartyFormValidator : AbstractValidator<PartyForm>
{
    public PartyFormValidator()
    {
        RuleFor(form => form.Name).OneLine(PartyRules.LongestName);
        RuleFor(form => form.CreditCode).OptionalLine(PartyRules.CreditCodeLength);
        RuleFor(form => form.Phone).OptionalLine(PartyRules.LongestPhone);
        RuleFor(form => form.Email).OptionalLine(PartyRules.LongestEmail);
        RuleFor(form => form.BankName).OptionalLine(PartyRules.LongestName);
        RuleFor(form => form.BankAccount).OptionalLine(PartyRules.LongestAccount);
    }
}
