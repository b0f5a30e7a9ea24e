using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Campaigns;

/// <summary>
/// Ends a campaign for good: what was raised, spent and left over is written down for everybody to read, and the leftover goes
/// where the plan said (慈善法 art. 58).
/// </summary>
internal static class SettleCampaign
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/campaigns/{campaignId:guid}/settlement", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<Ok<Response>> HandleAsync(
        Guid campaignId,
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        PurposeMoves moves,
        BusinessDay day,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        return TypedResults.Ok(await db.AtomicallyAsync(
            async () =>
            {
                var campaign = await db.GetCampaignAsync(campaignId, cancellationToken);
                var totals = (await CampaignTotals.OfAsync(db, [campaignId], cancellationToken)).GetValueOrDefault(campaignId, CampaignTotals.None);
                var isMoving = totals.LeftFen > 0 && campaign.LeftoverRule is LeftoverRule.SimilarPurpose;
                if (isMoving != request.ToFundId is not null)
                {
                    throw new BusinessException(isMoving ? FundsErrors.LeftoverFundNeeded : FundsErrors.LeftoverStays);
                }

                campaign.Settle(PartyRules.Trimmed(request.Text)!, clock.GetUtcNow());
                await db.SaveChangesAsync(cancellationToken);
                if (!isMoving)
                {
                    return new Response(totals.RaisedFen, totals.SpentFen, totals.LeftFen, null);
                }

                if ((await books.FundAsync(request.ToFundId!.Value, cancellationToken)).BookId != campaign.BookId)
                {
                    throw new BusinessException(FundsErrors.FundOfAnotherBook);
                }

                // The filed plan is the author's word for where the leftover goes; settling is the supervisor's.
                var change = new PurposeChange(
                    campaign.BookId,
                    new PurposeChangeContent(PurposeChangeBasis.Leftover, campaign.FundId, campaign.ProjectId, campaign.Id, request.ToFundId.Value, request.ToProjectId, Fen: null, campaign.Title, campaign.FilingNumber),
                    authorPersonId: Guid.Empty,
                    clock.GetUtcNow());
                db.Add(change);
                change.Execute(user.RequirePersonId(), today);
                await moves.MoveAsync(change, request.MoneyAccountId, cancellationToken);
                return new Response(totals.RaisedFen, totals.SpentFen, totals.LeftFen, change.EntryNumber);
            },
            cancellationToken));
    }

    /// <param name="Text">For publication.</param>
    /// <param name="ToFundId">A fund with a similar purpose, where the plan's rule says so and something is left.</param>
    /// <param name="MoneyAccountId">Where the money lies; needed when it moves to another fund.</param>
    public sealed record Request(string Text, Guid? ToFundId = null, Guid? ToProjectId = null, Guid? MoneyAccountId = null);

    public sealed record Response(long RaisedFen, long SpentFen, long LeftFen, int? EntryNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Text).Prose(4000);
    }
}
