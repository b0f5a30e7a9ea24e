using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Campaigns;

internal static class CampaignQueries
{
    /// <summary>Absent and foreign campaigns are the same 404.</summary>
    public static async Task<Campaign> GetCampaignAsync(this VolunteerDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<Campaign>().SingleOrDefaultAsync(campaign => campaign.Id == id, cancellationToken) ?? throw new NotFoundException();
}

/// <summary>A campaign with what came in so far.</summary>
internal sealed record CampaignCard(
    Guid Id,
    int Version,
    Guid BookId,
    Guid FundId,
    CampaignState State,
    CampaignForm Facts,
    IReadOnlyList<string> MissingFacts,
    bool MayTakeOnlineGifts,
    long RaisedFen,
    long SpentFen,
    int GiftCount,
    string? SettlementText,
    IReadOnlyList<DateOnly> ReportsDue,
    DateOnly? FinalReportDue)
{
    public static CampaignCard Of(Campaign c, CampaignTotals totals) => new(
        c.Id,
        c.Version,
        c.BookId,
        c.FundId,
        c.State,
        new CampaignForm(
            c.Title,
            c.Purpose,
            c.Mode,
            c.TitleEn,
            c.ProjectId,
            c.HostCharity,
            c.CertificateNumber,
            c.FilingNumber,
            c.Plan,
            c.StartsOn,
            c.EndsOn,
            c.Area,
            c.Contact,
            c.QueryMethod,
            c.PlatformName,
            c.PlatformUrl,
            c.TargetFen,
            c.LeftoverRule,
            c.TakesOnlineGifts),
        c.MissingFacts(),
        c.State is CampaignState.Open && c.TakesOnlineGifts && c.ModePermitsOnlineGifts,
        totals.RaisedFen,
        totals.SpentFen,
        totals.Gifts,
        c.SettlementText,
        c is { StartsOn: { } start, EndsOn: { } end } ? CampaignDeadlines.Interim(start, end, isEmergency: false) : [],
        c.EndsOn is { } last ? CampaignDeadlines.Final(last) : null);
}

/// <param name="RaisedFen">Gifts and bazaar takings, less refunds.</param>
/// <param name="SpentFen">What was paid out of that money.</param>
internal sealed record CampaignTotals(long RaisedFen, long SpentFen, int Gifts)
{
    public static readonly CampaignTotals None = new(0, 0, 0);

    public long LeftFen => RaisedFen - SpentFen;

    /// <summary>From the lots, which follow each yuan of the campaign: what is left of them is the leftover.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CampaignTotals>> OfAsync(VolunteerDbContext db, IReadOnlyCollection<Guid> campaignIds, CancellationToken cancellationToken)
    {
        var lots = await db.Set<Lot>().AsNoTracking()
            .Where(lot => lot.CampaignId != null && campaignIds.Contains(lot.CampaignId.Value) && lot.MovedFromId == null)
            .GroupBy(lot => lot.CampaignId!.Value)
            .Select(group => new { Id = group.Key, Fen = group.Sum(lot => lot.Fen - lot.RefundedFen), Spent = group.Sum(lot => lot.UsedFen - lot.RefundedFen), Gifts = group.Count() })
            .ToListAsync(cancellationToken);
        return lots.ToDictionary(row => row.Id, row => new CampaignTotals(row.Fen, row.Spent, row.Gifts));
    }
}
