using FluentValidation;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;
using Volunteer.Text;

namespace Volunteer.Funds.Disbursements;

/// <summary>A request for money as the form sends it.</summary>
/// <param name="Units">Units of service it buys, with at most two decimals.</param>
internal sealed record DisbursementForm(
    Guid FundId,
    string Title,
    string Reason,
    List<PayeeForm> Payees,
    CostKind CostKind = CostKind.Programme,
    Guid? ProjectId = null,
    Guid? CampaignId = null,
    decimal? Units = null,
    string? UnitName = null,
    int Beneficiaries = 0)
{
    public async Task<DisbursementContent> ContentAsync(VolunteerDbContext db, PartyDirectory parties, CancellationToken cancellationToken)
    {
        if (CampaignId is { } campaignId && (await db.GetCampaignAsync(campaignId, cancellationToken)).FundId != FundId)
        {
            throw new BusinessException(FundsErrors.CampaignOfAnotherFund);
        }

        var shares = new List<PayeeShare>();
        foreach (var payee in Payees)
        {
            var party = await parties.ResolveAsync(payee.PartyId, payee.PersonId, payee.New, cancellationToken) ?? throw new InvalidRequestException("payees", FundsErrors.PayeeNeeded);
            shares.Add(new PayeeShare(party.Id, payee.Fen, PartyRules.Trimmed(payee.Text)));
        }

        return new DisbursementContent(
            FundId,
            ProjectId,
            CampaignId,
            TextRules.Normalise(Title),
            PartyRules.Trimmed(Reason)!,
            CostKind,
            (long)decimal.Round((Units ?? 0) * 100),
            PartyRules.Trimmed(UnitName),
            Beneficiaries,
            shares);
    }
}

/// <summary>Who is paid how much: a known payee, somebody of the register, or somebody new.</summary>
internal sealed record PayeeForm(long Fen, Guid? PartyId = null, Guid? PersonId = null, PartyForm? New = null, string? Text = null);

internal sealed class DisbursementFormValidator : AbstractValidator<DisbursementForm>
{
    private const int MostPayees = 2000;

    public DisbursementFormValidator()
    {
        RuleFor(form => form.Title).OneLine(100);
        RuleFor(form => form.Reason).Prose();
        RuleFor(form => form.Payees).Must(payees => payees.Count is > 0 and <= MostPayees && payees.TrueForAll(payee => payee is not null));
        RuleFor(form => form.Units).InclusiveBetween(0, 10_000_000).Must(units => units is null || decimal.Round(units.Value, 2) == units);
        RuleFor(form => form.UnitName).OptionalLine(GiftRules.LongestUnit);
        RuleFor(form => form.UnitName).NotEmpty().When(form => form.Units > 0);
        RuleFor(form => form.Beneficiaries).InclusiveBetween(0, 10_000_000);
        RuleForEach(form => form.Payees).ChildRules(payee =>
        {
            payee.RuleFor(p => p.Fen).Fen();
            payee.RuleFor(p => p.Text).OptionalLine(GiftRules.LongestLine);
            payee.RuleFor(p => p.New!).SetValidator(new PartyFormValidator()).When(p => p.New is not null);
        });
    }
}
