using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Campaigns;

/// <summary>One campaign with its totals. A draft is only for those who keep the books.</summary>
internal static class GetCampaign
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/campaigns/{campaignId:guid}", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<CampaignCard>> HandleAsync(Guid campaignId, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var campaign = await db.GetCampaignAsync(campaignId, cancellationToken);
        if (campaign.State is CampaignState.Draft && !user.Can(FundsPermissions.ViewBooks))
        {
            throw new NotFoundException();
        }

        var totals = await CampaignTotals.OfAsync(db, [campaignId], cancellationToken);
        return TypedResults.Ok(CampaignCard.Of(campaign, totals.GetValueOrDefault(campaignId, CampaignTotals.None)));
    }
}
