using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Tracing;

/// <summary>
/// Follows the money from gift to voucher. Call it after the entry was posted and in its transaction: posting has taken the
/// fund's row, so two payments never look at the same lots at once.
/// </summary>
internal sealed class LotLedger(VolunteerDbContext db)
{
    public Lot Open(NewLot lot)
    {
        var opened = new Lot(lot);
        db.Add(opened);
        return opened;
    }

    /// <summary>
    /// Uses lots for spending: those earmarked for the project first, then those for the fund's purpose as a whole, each
    /// first in, first out. What no lot covers is money without a donor, e.g. interest or an opening balance.
    /// </summary>
    public async Task SpendAsync(Guid fundId, Guid? projectId, long fen, LotSpending spending, long unitHundredths, CancellationToken cancellationToken)
    {
        var uses = new List<LotUse>();
        var left = fen;
        foreach (var lot in await WaitingAsync(fundId, projectId, cancellationToken))
        {
            if (left == 0)
            {
                break;
            }

            var part = Math.Min(left, lot.LeftFen);
            uses.Add(lot.Use(part, LotUseKind.Spent, spending));
            left -= part;
        }

        if (uses.Count > 0 && unitHundredths > 0)
        {
            long[] weights = left > 0 ? [.. uses.Select(use => use.Fen), left] : [.. uses.Select(use => use.Fen)];
            foreach (var (use, units) in uses.Zip(LargestRemainder.Split(unitHundredths, weights)))
            {
                use.Pays(units);
            }
        }

        db.AddRange(uses);
    }

    /// <summary>Uses the gift's own money as far as it is still there: for its fee or its refund. Gives back what was not there.</summary>
    public async Task<long> UseOwnAsync(Guid giftId, long fen, LotUseKind kind, LotSpending spending, CancellationToken cancellationToken)
    {
        var left = fen;
        foreach (var lot in await OfGiftAsync(giftId, cancellationToken))
        {
            var part = Math.Min(left, lot.LeftFen);
            if (part > 0)
            {
                db.Add(lot.Use(part, kind, spending));
                left -= part;
            }
        }

        return left;
    }

    /// <summary>A voucher was reversed: what it used is there again, with its old place in the line.</summary>
    public async Task GiveBackAsync(Guid entryId, CancellationToken cancellationToken)
    {
        var uses = await db.Set<LotUse>().Where(use => use.EntryId == entryId && !use.IsTakenBack).ToListAsync(cancellationToken);
        var lotIds = uses.Select(use => use.LotId).Distinct().ToList();
        var lots = await db.Set<Lot>().Where(lot => lotIds.Contains(lot.Id)).ToDictionaryAsync(lot => lot.Id, cancellationToken);
        foreach (var use in uses)
        {
            lots[use.LotId].TakeBack(use);
        }
    }

    /// <summary>What is left of a gift.</summary>
    public async Task<long> LeftOfAsync(Guid giftId, CancellationToken cancellationToken) =>
        (await OfGiftAsync(giftId, cancellationToken)).Sum(lot => lot.LeftFen);

    /// <summary>Money in the fund that waits for other purposes, project by project.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> EarmarkedAsync(Guid fundId, CancellationToken cancellationToken) =>
        await db.Set<Lot>().AsNoTracking()
            .Where(lot => lot.FundId == fundId && lot.ProjectId != null && lot.UsedFen < lot.Fen)
            .GroupBy(lot => lot.ProjectId!.Value)
            .Select(group => new { ProjectId = group.Key, Fen = group.Sum(lot => lot.Fen - lot.UsedFen) })
            .ToDictionaryAsync(row => row.ProjectId, row => row.Fen, cancellationToken);

    private async Task<List<Lot>> WaitingAsync(Guid fundId, Guid? projectId, CancellationToken cancellationToken)
    {
        var lots = await db.Set<Lot>()
            .Where(lot => lot.FundId == fundId && lot.UsedFen < lot.Fen && (lot.ProjectId == null || lot.ProjectId == projectId))
            .OrderBy(lot => lot.Date).ThenBy(lot => lot.Id)
            .ToListAsync(cancellationToken);
        return [.. lots.OrderBy(lot => lot.ProjectId is null ? 1 : 0).ThenBy(lot => lot.Date).ThenBy(lot => lot.Id)];
    }

    private Task<List<Lot>> OfGiftAsync(Guid giftId, CancellationToken cancellationToken) =>
        db.Set<Lot>().Where(lot => lot.GiftId == giftId && lot.UsedFen < lot.Fen).OrderBy(lot => lot.Id).ToListAsync(cancellationToken);
}
