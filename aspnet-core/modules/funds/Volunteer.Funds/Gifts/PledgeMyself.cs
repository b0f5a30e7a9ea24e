using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>The signed-in person promises a gift to an open campaign and gets the code for the transfer.</summary>
internal static class PledgeMyself
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/my/pledges", HandleAsync)
        .RequireSignIn();

    private static async Task<Created<PledgeCard>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        PartyDirectory parties,
        Pledging pledging,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var pledge = await db.AtomicallyAsync(
            async () =>
            {
                var campaign = await db.GetCampaignAsync(request.CampaignId, cancellationToken);
                if (campaign.State is not CampaignState.Open)
                {
                    throw new BusinessException(FundsErrors.CampaignNotOpen);
                }

                // A designated platform collects for itself; a promise here would be a second way to ask for money online.
                if (campaign.Mode is CampaignMode.PlatformRedirect or CampaignMode.PlatformImport)
                {
                    throw new BusinessException(FundsErrors.CampaignOnPlatform);
                }

                var donor = (await parties.OfPeopleAsync([me], cancellationToken))[me];
                return await pledging.AddAsync(
                    new NewPledge(campaign.BookId, campaign.FundId, campaign.ProjectId, campaign.Id, donor.Id, request.Fen, request.Display, PartyRules.Trimmed(request.DisplayName), null, request.IsMonthly, IsEnforceable: false),
                    withSuffix: true,
                    cancellationToken);
            },
            cancellationToken);
        return TypedResults.Created($"/api/funds/pledges/{pledge.Id}", PledgeCard.Of(pledge));
    }

    public sealed record Request(Guid CampaignId, long Fen, DonorDisplay Display = DonorDisplay.Masked, string? DisplayName = null, bool IsMonthly = false);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Fen).Fen();
            RuleFor(request => request.DisplayName).OptionalLine(GiftRules.LongestAlias);
        }
    }
}
