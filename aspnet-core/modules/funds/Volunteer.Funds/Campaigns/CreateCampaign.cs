using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Campaigns;

/// <summary>Prepares a campaign; nobody sees it until it opens.</summary>
internal static class CreateCampaign
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/campaigns", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<CampaignCard>> HandleAsync(Request request, VolunteerDbContext db, BookFacts books, CancellationToken cancellationToken)
    {
        var fund = await books.FundAsync(request.FundId, cancellationToken);
        var campaign = new Campaign(fund.BookId, fund.Id, request.Facts.Facts());
        db.Add(campaign);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/campaigns/{campaign.Id}", CampaignCard.Of(campaign, CampaignTotals.None));
    }

    public sealed record Request(Guid FundId, CampaignForm Facts);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Facts).SetValidator(new CampaignFormValidator());
    }
}
