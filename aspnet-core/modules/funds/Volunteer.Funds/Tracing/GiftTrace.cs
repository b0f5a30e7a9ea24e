using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Gifts;

namespace Volunteer.Funds.Tracing;

/// <summary>Where a gift went, as the donor sees it.</summary>
/// <param name="Convention">Always true: which yuan bought which meal is a convention (first in, first out), and the page says so.</param>
internal sealed record GiftTraceView(
    string FundName,
    string Purpose,
    DateOnly GivenOn,
    long Fen,
    long SpentFen,
    long FeeFen,
    long RefundedFen,
    long LeftFen,
    bool Convention,
    IReadOnlyList<TraceStep> Steps);

/// <param name="Kind">Spent, Fee, Refunded or Moved.</param>
/// <param name="Day">Null where fewer people than the smallest group were helped: then only the month is told.</param>
/// <param name="Text">What it was for; null where that could point at a person.</param>
/// <param name="Units">E.g. 2.5; zero when it bought no countable service.</param>
/// <param name="Voucher">Year and number of the entry; null where the day is hidden.</param>
internal sealed record TraceStep(LotUseKind Kind, long Fen, DateOnly? Day, string Month, string? Text, decimal Units, string? UnitName, string? Voucher, bool IsHidden);

/// <summary>Reads a gift's lots and their uses. Nothing of it can point at a beneficiary (k-anonymity) or at another donor.</summary>
internal sealed class GiftTrace(VolunteerDbContext db, ISettings settings)
{
    public async Task<GiftTraceView> OfAsync(Gift gift, CancellationToken cancellationToken)
    {
        var smallest = await settings.GetIntegerAsync(FundsSettings.SmallestGroup, cancellationToken);
        var fund = await db.Set<Fund>().AsNoTracking().SingleAsync(f => f.Id == gift.FundId, cancellationToken);
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lot.GiftId == gift.Id).ToListAsync(cancellationToken);
        var lotIds = lots.ConvertAll(lot => lot.Id);
        var uses = await db.Set<LotUse>().AsNoTracking().Where(use => lotIds.Contains(use.LotId) && !use.IsTakenBack).OrderBy(use => use.Date).ThenBy(use => use.Id).ToListAsync(cancellationToken);
        var requestIds = uses.Where(use => use.DisbursementId is not null).Select(use => use.DisbursementId!.Value).Distinct().ToList();
        var requests = await db.Set<Disbursement>().AsNoTracking().Where(d => requestIds.Contains(d.Id))
            .Select(d => new { d.Id, d.Title, d.UnitName, d.Beneficiaries }).ToDictionaryAsync(d => d.Id, cancellationToken);
        var movedTo = lots.Where(lot => lot.MovedFromId is not null).Select(lot => lot.FundId).Distinct().ToList();
        var funds = await db.Set<Fund>().AsNoTracking().Where(f => movedTo.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Name, cancellationToken);

        // Moved money is in a later lot of the same gift, so only the other uses add up to what is gone.
        return new GiftTraceView(
            fund.Name,
            fund.Purpose,
            gift.Date,
            gift.Fen,
            Sum(LotUseKind.Spent),
            Sum(LotUseKind.Fee),
            Sum(LotUseKind.Refunded),
            lots.Sum(lot => lot.LeftFen),
            Convention: true,
            [.. uses.Select(Step)]);

        long Sum(LotUseKind kind) => uses.Where(use => use.Kind == kind).Sum(use => use.Fen);

        TraceStep Step(LotUse use)
        {
            var request = use.DisbursementId is { } id ? requests.GetValueOrDefault(id) : null;
            var isHidden = request is { Beneficiaries: > 0 } && request.Beneficiaries < smallest;
            var target = use.Kind is LotUseKind.Moved ? lots.Find(lot => lot.MovedFromId == use.LotId) : null;
            return new TraceStep(
                use.Kind,
                use.Fen,
                isHidden ? null : use.Date,
                use.Date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                isHidden ? null : request?.Title ?? (target is null ? null : funds.GetValueOrDefault(target.FundId)),
                isHidden ? 0 : use.UnitHundredths / 100m,
                isHidden ? null : request?.UnitName,
                isHidden ? null : string.Create(CultureInfo.InvariantCulture, $"{use.EntryYear}-{use.EntryNumber}"),
                isHidden);
        }
    }
}
