using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>Writes down a promise that was made to the office.</summary>
internal static class CreatePledge
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/pledges", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<PledgeCard>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        PartyDirectory parties,
        Pledging pledging,
        CancellationToken cancellationToken)
    {
        var pledge = await db.AtomicallyAsync(
            async () =>
            {
                var fund = await books.FundAsync(request.FundId, cancellationToken);
                var campaign = request.CampaignId is { } id ? await db.GetCampaignAsync(id, cancellationToken) : null;
                if (campaign is not null && campaign.FundId != fund.Id)
                {
                    throw new BusinessException(FundsErrors.CampaignOfAnotherFund);
                }

                var donor = await parties.ResolveAsync(request.Donor.PartyId, request.Donor.PersonId, request.Donor.New, cancellationToken)
                    ?? throw new InvalidRequestException("donor", FrameworkErrors.Invalid);
                return await pledging.AddAsync(
                    new NewPledge(
                        fund.BookId,
                        fund.Id,
                        campaign?.ProjectId,
                        campaign?.Id,
                        donor.Id,
                        request.Fen,
                        request.Display,
                        PartyRules.Trimmed(request.DisplayName),
                        request.DueOn,
                        request.IsMonthly,
                        request.IsEnforceable),
                    request.WithOddFen,
                    cancellationToken);
            },
            cancellationToken);
        return TypedResults.Created($"/api/funds/pledges/{pledge.Id}", PledgeCard.Of(pledge));
    }

    /// <param name="WithOddFen">Asks for a sum that no other open pledge of the book asks for.</param>
    /// <param name="IsMonthly">A reminder every month; nothing is stored that could pay.</param>
    public sealed record Request(
        Guid FundId,
        DonorForm Donor,
        long Fen,
        Guid? CampaignId = null,
        DonorDisplay Display = DonorDisplay.Masked,
        string? DisplayName = null,
        DateOnly? DueOn = null,
        bool IsMonthly = false,
        bool IsEnforceable = false,
        bool WithOddFen = false);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Fen).Fen();
            RuleFor(request => request.DisplayName).OptionalLine(GiftRules.LongestAlias);
            RuleFor(request => request.Donor).SetValidator(new DonorFormValidator());
        }
    }
}
