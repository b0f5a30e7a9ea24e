using FluentValidation;
using Volunteer.Text;

namespace Volunteer.Organizations.Clubs;

/// <summary>What the texts of a club must be like, the same wherever they are written.</summary>
internal static class ClubRules
{
    public const int LongestName = 60;
    public const int LongestEnglishName = 120;
    public const int LongestText = 1000;
    public const int LongestPlace = 200;

    public static IRuleBuilderOptions<T, string> ClubName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(LongestName).Must(text => TextRules.Check(text) is null);

    public static IRuleBuilderOptions<T, string?> EnglishName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(LongestEnglishName).Must(text => TextRules.Check(text) is null);

    public static IRuleBuilderOptions<T, string> Place<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(LongestPlace).Must(text => TextRules.Check(text) is null);

    /// <summary>Several lines, for a purpose, for reasons or for a note.</summary>
    public static IRuleBuilderOptions<T, string> Prose<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(LongestText).Must(text => TextRules.Check(Lines(text), multiLine: true) is null);

    public static IRuleBuilderOptions<T, string?> OptionalProse<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(LongestText).Must(text => TextRules.Check(Lines(text), multiLine: true) is null);

    /// <summary>Line ends as they are stored, whichever system they were typed on.</summary>
    public static string Lines(string? text) => (text ?? string.Empty).ReplaceLineEndings("\n").Trim();

    public static ClubProfile Profile(string name, string? nameEn, ClubKind kind, string purpose, string meetingPlace, bool isVolunteering, DateOnly? foundedOn) => new(
        TextRules.Normalise(name),
        string.IsNullOrWhiteSpace(nameEn) ? null : TextRules.Normalise(nameEn),
        kind,
        Lines(purpose),
        TextRules.Normalise(meetingPlace),
        isVolunteering,
        foundedOn);
}
