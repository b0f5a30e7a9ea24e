using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

/// <summary>The register of gifts (登记造册). Names as each donor chose; who stays anonymous is found by no search.</summary>
internal static class ListGifts
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/gifts", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(
        VolunteerDbContext db,
        PartyDirectory parties,
        CancellationToken cancellationToken,
        Guid? fundId = null,
        Guid? campaignId = null,
        GiftKind? kind = null,
        DateOnly? from = null,
        DateOnly? until = null,
        string? search = null,
        int page = 1,
        int pageSize = 50)
    {
        var gifts = db.Set<Gift>().AsNoTracking().Where(gift =>
            (fundId == null || gift.FundId == fundId)
            && (campaignId == null || gift.CampaignId == campaignId)
            && (kind == null || gift.Kind == kind)
            && (from == null || gift.Date >= from)
            && (until == null || gift.Date <= until));
        if (PartyRules.Trimmed(search) is { } wanted)
        {
            gifts = gifts.Where(gift => gift.Display != DonorDisplay.Anonymous
                && (gift.DisplayName == wanted || gift.ItemKind == wanted || db.Set<Party>().Any(party => party.Id == gift.PartyId && party.Name == wanted)));
        }

        var total = await gifts.CountAsync(cancellationToken);
        var rows = await gifts.OrderByDescending(gift => gift.Date).ThenByDescending(gift => gift.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        var donors = await parties.FindAsync(rows.Select(gift => gift.IsAnonymous ? null : gift.PartyId), cancellationToken);
        var ids = rows.Select(row => row.Id).ToList();
        var receipts = await db.Set<Receipt>().AsNoTracking().Where(receipt => ids.Contains(receipt.GiftId) && receipt.State == ReceiptState.Issued)
            .ToDictionaryAsync(receipt => receipt.GiftId, receipt => new { receipt.Id, receipt.Year, receipt.Number }, cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(gift => GiftCard.Of(gift, donors, receipts.GetValueOrDefault(gift.Id) is { } receipt ? (receipt.Id, Receipt.FormatNumber(receipt.Year, receipt.Number)) : null))],
            total));
    }

    public sealed record Response(IReadOnlyList<GiftCard> Items, int Total);
}

/// <param name="DonorName">As the donor chose; null for anonymous.</param>
/// <param name="PartyId">Null for who stays anonymous.</param>
internal sealed record GiftCard(
    Guid Id,
    int Version,
    Guid FundId,
    Guid? CampaignId,
    Guid? ProjectId,
    GiftKind Kind,
    long Fen,
    long RefundedFen,
    GiftState State,
    DateOnly Date,
    DonorDisplay Display,
    string? DonorName,
    Guid? PartyId,
    string? ItemKind,
    decimal? Quantity,
    string? Unit,
    string? ValuationBasis,
    int? EntryNumber,
    Guid? ReceiptId,
    string? ReceiptNumber,
    ReceiptWaiver? ReceiptWaiver)
{
    public static GiftCard Of(Gift gift, IReadOnlyDictionary<Guid, Party> donors, (Guid Id, string Number)? receipt) => new(
        gift.Id,
        gift.Version,
        gift.FundId,
        gift.CampaignId,
        gift.ProjectId,
        gift.Kind,
        gift.Fen,
        gift.RefundedFen,
        gift.State,
        gift.Date,
        gift.Display,
        GiftRules.PublicName(gift.Display, gift.DisplayName, gift.PartyId is { } id ? donors.GetValueOrDefault(id) : null),
        gift.IsAnonymous ? null : gift.PartyId,
        gift.ItemKind,
        gift.Quantity,
        gift.Unit,
        gift.ValuationBasis,
        gift.EntryNumber,
        receipt?.Id,
        receipt?.Number,
        gift.ReceiptWaiver);
}
