using FluentValidation;
using Volunteer.Funds.Parties;
using Volunteer.Text;

namespace Volunteer.Funds.Campaigns;

/// <summary>A campaign as the form sends it; what is missing may be filled in until it opens.</summary>
internal sealed record CampaignForm(
    string Title,
    string Purpose,
    CampaignMode Mode,
    string? TitleEn = null,
    Guid? ProjectId = null,
    string? HostCharity = null,
    string? CertificateNumber = null,
    string? FilingNumber = null,
    string? Plan = null,
    DateOnly? StartsOn = null,
    DateOnly? EndsOn = null,
    string? Area = null,
    string? Contact = null,
    string? QueryMethod = null,
    string? PlatformName = null,
    string? PlatformUrl = null,
    long? TargetFen = null,
    LeftoverRule LeftoverRule = LeftoverRule.SamePurpose,
    bool TakesOnlineGifts = false)
{
    public const int LongestTitle = 100;
    public const int LongestLine = 200;

    public CampaignFacts Facts() => new(
        TextRules.Normalise(Title),
        PartyRules.Trimmed(TitleEn),
        PartyRules.Trimmed(Purpose)!,
        Mode,
        ProjectId,
        PartyRules.Trimmed(HostCharity),
        PartyRules.Trimmed(CertificateNumber),
        PartyRules.Trimmed(FilingNumber),
        PartyRules.Trimmed(Plan),
        StartsOn,
        EndsOn,
        PartyRules.Trimmed(Area),
        PartyRules.Trimmed(Contact),
        PartyRules.Trimmed(QueryMethod),
        PartyRules.Trimmed(PlatformName),
        PartyRules.Trimmed(PlatformUrl),
        TargetFen,
        LeftoverRule,
        TakesOnlineGifts);
}

internal sealed class CampaignFormValidator : AbstractValidator<CampaignForm>
{
    public CampaignFormValidator()
    {
        RuleFor(form => form.Title).OneLine(CampaignForm.LongestTitle);
        RuleFor(form => form.TitleEn).OptionalLine(CampaignForm.LongestTitle);
        RuleFor(form => form.Purpose).Prose();
        RuleFor(form => form.HostCharity).OptionalLine(CampaignForm.LongestLine);
        RuleFor(form => form.CertificateNumber).OptionalLine(CampaignForm.LongestLine);
        RuleFor(form => form.FilingNumber).OptionalLine(CampaignForm.LongestLine);
        RuleFor(form => form.Plan).OptionalProse(4000);
        RuleFor(form => form.Area).OptionalProse();
        RuleFor(form => form.Contact).OptionalProse();
        RuleFor(form => form.QueryMethod).OptionalProse();
        RuleFor(form => form.PlatformName).OptionalLine(CampaignForm.LongestLine);
        RuleFor(form => form.PlatformUrl).MaximumLength(CampaignForm.LongestLine)
            .Must(url => string.IsNullOrWhiteSpace(url) || (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps));
        RuleFor(form => form.TargetFen).InclusiveBetween(1, 1_000_000_000_000);
    }
}
