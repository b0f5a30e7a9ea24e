using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Disbursements;

/// <summary>Changes of purpose with the donors' answers.</summary>
internal static class ListPurposeChanges
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/purpose-changes", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, PartyDirectory parties, ICurrentUser user, CancellationToken cancellationToken, PurposeChangeState? state = null, int page = 1, int pageSize = 50)
    {
        var me = user.RequirePersonId();
        var changes = db.Set<PurposeChange>().AsNoTracking().Where(change => state == null || change.State == state);
        var total = await changes.CountAsync(cancellationToken);
        var rows = await changes.Include(change => change.Consents).OrderByDescending(change => change.Id).Skip(Pages.Skip(page, pageSize)).Take(Pages.Size(pageSize)).ToListAsync(cancellationToken);
        var giftIds = rows.SelectMany(row => row.Consents).Select(consent => consent.GiftId).Distinct().ToList();
        var gifts = await db.Set<Gift>().AsNoTracking().Where(gift => giftIds.Contains(gift.Id)).ToDictionaryAsync(gift => gift.Id, cancellationToken);
        var donors = await parties.FindAsync(gifts.Values.Where(gift => !gift.IsAnonymous).Select(gift => gift.PartyId), cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(change => new Item(
                change.Id,
                change.Basis,
                change.State,
                change.FromFundId,
                change.FromProjectId,
                change.ToFundId,
                change.ToProjectId,
                change.CampaignId,
                change.Fen,
                change.MovedFen,
                change.Reason,
                change.RefilingNumber,
                change.EntryNumber,
                change.AuthorPersonId == me,
                [.. change.Consents.Select(consent => new Donor(
                    consent.Id,
                    GiftRules.PublicName(gifts[consent.GiftId].Display, gifts[consent.GiftId].DisplayName, donors.GetValueOrDefault(consent.PartyId)),
                    gifts[consent.GiftId].Fen,
                    consent.Answer,
                    consent.How,
                    consent.AnsweredAt))]))],
            total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    public sealed record Item(
        Guid Id,
        PurposeChangeBasis Basis,
        PurposeChangeState State,
        Guid FromFundId,
        Guid? FromProjectId,
        Guid ToFundId,
        Guid? ToProjectId,
        Guid? CampaignId,
        long? Fen,
        long? MovedFen,
        string Reason,
        string? RefilingNumber,
        int? EntryNumber,
        bool IsMine,
        IReadOnlyList<Donor> Donors);

    public sealed record Donor(Guid ConsentId, string? Name, long GiftFen, ConsentAnswer Answer, string? How, DateTimeOffset? AnsweredAt);
}
