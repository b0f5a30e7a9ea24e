using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Campaigns;

/// <summary>Begins to ask for gifts, once every fact that the law wants shown is there.</summary>
internal static class OpenCampaign
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/campaigns/{campaignId:guid}/opening", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<NoContent> HandleAsync(Guid campaignId, VolunteerDbContext db, BookFacts books, BusinessDay day, TimeProvider clock, CancellationToken cancellationToken)
    {
        var campaign = await db.GetCampaignAsync(campaignId, cancellationToken);
        campaign.Open(await books.TakesOnlineGiftsAsync(campaign.BookId, cancellationToken), await day.TodayAsync(cancellationToken), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
