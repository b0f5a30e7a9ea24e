using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Campaigns;

/// <summary>Campaigns, newest first; who does not keep the books sees those that are or were open.</summary>
internal static class ListCampaigns
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/campaigns", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        ICurrentUser user,
        CancellationToken cancellationToken,
        CampaignState? state = null,
        int page = 1,
        int pageSize = 50)
    {
        var campaigns = db.Set<Campaign>().AsNoTracking().Where(campaign => state == null || campaign.State == state);
        if (!user.Can(FundsPermissions.ViewBooks))
        {
            campaigns = campaigns.Where(campaign => campaign.State != CampaignState.Draft);
        }

        var total = await campaigns.CountAsync(cancellationToken);
        var rows = await campaigns.OrderByDescending(campaign => campaign.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        var totals = await CampaignTotals.OfAsync(db, [.. rows.Select(row => row.Id)], cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(row => CampaignCard.Of(row, totals.GetValueOrDefault(row.Id, CampaignTotals.None)))], total));
    }

    public sealed record Response(IReadOnlyList<CampaignCard> Items, int Total);
}
