using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Campaigns;

/// <summary>Fills in or corrects a campaign's facts. Once it is open, what was filed stays as it was filed.</summary>
internal static class ChangeCampaign
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/campaigns/{campaignId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Ok<CampaignCard>> HandleAsync(Guid campaignId, Request request, VolunteerDbContext db, BookFacts books, CancellationToken cancellationToken)
    {
        var campaign = await db.GetCampaignAsync(campaignId, cancellationToken);
        if (campaign.Version != request.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        campaign.Change(request.Facts.Facts());
        if (campaign.State is CampaignState.Open)
        {
            campaign.EnsureOnlineAllowed(await books.TakesOnlineGiftsAsync(campaign.BookId, cancellationToken));
        }

        await db.SaveChangesAsync(cancellationToken);
        var totals = await CampaignTotals.OfAsync(db, [campaign.Id], cancellationToken);
        return TypedResults.Ok(CampaignCard.Of(campaign, totals.GetValueOrDefault(campaign.Id, CampaignTotals.None)));
    }

    public sealed record Request(int Version, CampaignForm Facts);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Facts).SetValidator(new CampaignFormValidator());
    }
}
