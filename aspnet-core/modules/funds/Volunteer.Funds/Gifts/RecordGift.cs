using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>A gift that came in by hand: cash, a transfer, or goods with kind, quantity and value.</summary>
internal static class RecordGift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/gifts", HandleAsync)
        .RequirePermission(FundsPermissions.RecordGifts);

    private static async Task<Created<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        PartyDirectory parties,
        IGiftRecorder recorder,
        BusinessDay day,
        CancellationToken cancellationToken)
    {
        var today = await day.TodayAsync(cancellationToken);
        if (request.Date > today)
        {
            throw new InvalidRequestException("date", FundsErrors.DateInFuture);
        }

        var recorded = await db.AtomicallyAsync(
            async () =>
            {
                var donor = request.Donor is null ? null : await parties.ResolveAsync(request.Donor.PartyId, request.Donor.PersonId, request.Donor.New, cancellationToken);
                var pledge = request.PledgeId is { } pledgeId
                    ? await db.Set<Pledge>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == pledgeId, cancellationToken) ?? throw new NotFoundException()
                    : null;
                var campaign = (request.CampaignId ?? pledge?.CampaignId) is { } campaignId ? await db.GetCampaignAsync(campaignId, cancellationToken) : null;
                if (campaign is not null && campaign.FundId != request.FundId)
                {
                    throw new BusinessException(FundsErrors.CampaignOfAnotherFund);
                }

                return await recorder.RecordAsync(
                    new NewGift(request.FundId, request.Kind, request.Fen, request.Date ?? today, request.MoneyAccountId)
                    {
                        ProjectId = request.ProjectId ?? pledge?.ProjectId ?? campaign?.ProjectId,
                        CampaignId = campaign?.Id,
                        PledgeId = request.PledgeId,
                        PartyId = donor?.Id ?? pledge?.PartyId,
                        Display = request.Display ?? pledge?.Display ?? (donor is null || donor.IsAnonymous ? DonorDisplay.Anonymous : DonorDisplay.Masked),
                        DisplayName = PartyRules.Trimmed(request.DisplayName) ?? pledge?.DisplayName,
                        Message = PartyRules.Trimmed(request.Message),
                        ItemKind = PartyRules.Trimmed(request.ItemKind),
                        Quantity = request.Quantity,
                        Unit = PartyRules.Trimmed(request.Unit),
                        ValuationBasis = PartyRules.Trimmed(request.ValuationBasis),
                    },
                    cancellationToken);
            },
            cancellationToken);
        return TypedResults.Created($"/api/funds/gifts/{recorded.GiftId}", new Response(recorded.GiftId, recorded.Entry?.Id, recorded.Entry?.Number));
    }

    /// <param name="Kind">Cash, Transfer or InKind; the others come from platforms and providers.</param>
    /// <param name="Fen">For goods their value; zero where none can be told.</param>
    /// <param name="MoneyAccountId">Where the money is; not for goods.</param>
    public sealed record Request(
        Guid FundId,
        GiftKind Kind,
        long Fen,
        Guid? MoneyAccountId = null,
        DateOnly? Date = null,
        DonorForm? Donor = null,
        Guid? CampaignId = null,
        Guid? ProjectId = null,
        Guid? PledgeId = null,
        DonorDisplay? Display = null,
        string? DisplayName = null,
        string? Message = null,
        string? ItemKind = null,
        decimal? Quantity = null,
        string? Unit = null,
        string? ValuationBasis = null);

    public sealed record Response(Guid Id, Guid? EntryId, int? EntryNumber);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Kind).Must(kind => kind is GiftKind.Cash or GiftKind.Transfer or GiftKind.InKind);
            RuleFor(request => request.Fen).Fen().When(request => request.Kind is not GiftKind.InKind);
            RuleFor(request => request.Fen).InclusiveBetween(0, 1_000_000_000_000).When(request => request.Kind is GiftKind.InKind);
            RuleFor(request => request.MoneyAccountId).NotNull().When(request => request.Kind is not GiftKind.InKind);
            RuleFor(request => request.ItemKind!).OneLine(GiftRules.LongestItem).When(request => request.Kind is GiftKind.InKind);
            RuleFor(request => request.Quantity).NotNull().When(request => request.Kind is GiftKind.InKind);
            RuleFor(request => request.Quantity).InclusiveBetween(0.001m, 1_000_000m).Must(quantity => quantity is null || decimal.Round(quantity.Value, 3) == quantity).When(request => request.Quantity is not null);
            RuleFor(request => request.Unit!).OneLine(GiftRules.LongestUnit).When(request => request.Kind is GiftKind.InKind);
            RuleFor(request => request.ValuationBasis).OptionalLine(GiftRules.LongestLine);
            RuleFor(request => request.ValuationBasis).NotEmpty().When(request => request.Kind is GiftKind.InKind && request.Fen > 0);
            RuleFor(request => request.DisplayName).OptionalLine(GiftRules.LongestAlias);
            RuleFor(request => request.Message).OptionalProse(GiftRules.LongestReason);
            RuleFor(request => request.Donor!).SetValidator(new DonorFormValidator()).When(request => request.Donor is not null);
        }
    }
}
