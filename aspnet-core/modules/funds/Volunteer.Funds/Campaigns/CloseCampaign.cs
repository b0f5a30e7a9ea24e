using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Campaigns;

/// <summary>Stops asking. What was promised or sent before may still come in until it is settled.</summary>
internal static class CloseCampaign
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/campaigns/{campaignId:guid}/closing", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<NoContent> HandleAsync(Guid campaignId, VolunteerDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        (await db.GetCampaignAsync(campaignId, cancellationToken)).Close(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
