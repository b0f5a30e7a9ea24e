using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;
using Volunteer.Platform;

namespace Volunteer.Funds.Disbursements;

/// <summary>Proposes to use money for another purpose. With donors' consent as the basis each of them is asked from now on.</summary>
internal static class ProposePurposeChange
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/purpose-changes", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        BookFacts books,
        PurposeMoves moves,
        IMessageQueue messages,
        PartyDirectory parties,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var from = await books.FundAsync(request.FromFundId, cancellationToken);
        var to = await books.FundAsync(request.ToFundId, cancellationToken);
        if (from.BookId != to.BookId)
        {
            throw new BusinessException(FundsErrors.FundOfAnotherBook);
        }

        if (request.CampaignId is { } campaignId)
        {
            await db.GetCampaignAsync(campaignId, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var change = new PurposeChange(
            from.BookId,
            new PurposeChangeContent(
                request.Basis,
                from.Id,
                request.FromProjectId,
                request.CampaignId,
                to.Id,
                request.ToProjectId,
                request.Basis is PurposeChangeBasis.DonorConsent ? null : request.Fen,
                PartyRules.Trimmed(request.Reason)!,
                PartyRules.Trimmed(request.RefilingNumber)),
            user.RequirePersonId(),
            now);
        db.Add(change);
        if (request.Basis is PurposeChangeBasis.DonorConsent)
        {
            var giftIds = (await moves.LotsAsync(change, cancellationToken)).Where(lot => lot.GiftId is not null).Select(lot => lot.GiftId!.Value).Distinct().ToList();
            var donors = await db.Set<Gift>().AsNoTracking().Where(gift => giftIds.Contains(gift.Id) && gift.PartyId != null)
                .Select(gift => new { gift.Id, PartyId = gift.PartyId!.Value }).ToListAsync(cancellationToken);
            change.Ask(donors.Select(donor => new Consent(change.Id, donor.Id, donor.PartyId)));
            if (change.Consents.Count == 0)
            {
                throw new BusinessException(FundsErrors.NobodyToAsk);
            }

            foreach (var party in (await parties.FindAsync(donors.Select(donor => (Guid?)donor.PartyId), cancellationToken)).Values.Where(party => party.PersonId is not null))
            {
                messages.Enqueue(new MessageDraft(
                    party.PersonId!.Value,
                    "Funds.Mail.ConsentAsked",
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["from"] = from.Name, ["to"] = to.Name },
                    $"funds:consent:{change.Id:N}:{party.Id:N}",
                    now.AddDays(60),
                    Link: "/funds/mine"));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/funds/purpose-changes/{change.Id}", new Response(change.Id, change.Consents.Count));
    }

    /// <param name="Fen">How much; not for donors' consent, where it is what they agree to. Null for all that is left.</param>
    /// <param name="RefilingNumber">The new filing number when the plan was filed anew.</param>
    public sealed record Request(
        PurposeChangeBasis Basis,
        Guid FromFundId,
        Guid ToFundId,
        string Reason,
        Guid? FromProjectId = null,
        Guid? ToProjectId = null,
        Guid? CampaignId = null,
        long? Fen = null,
        string? RefilingNumber = null);

    public sealed record Response(Guid Id, int DonorsToAsk);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Reason).Prose();
            RuleFor(request => request.RefilingNumber).OptionalLine(GiftRules.LongestLine);
            RuleFor(request => request.Fen).InclusiveBetween(1, 1_000_000_000_000);
        }
    }
}
