using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Disbursements;

/// <summary>Which money a change of purpose is about, and how it moves: lots, entry and fund balances together.</summary>
internal sealed class PurposeMoves(VolunteerDbContext db, BookFacts books, ILedger ledger)
{
    /// <summary>What is left of the purpose's money, oldest first.</summary>
    public Task<List<Lot>> LotsAsync(PurposeChange change, CancellationToken cancellationToken) => db.Set<Lot>()
        .Where(lot => lot.FundId == change.FromFundId && lot.ProjectId == change.FromProjectId && lot.UsedFen < lot.Fen && (change.CampaignId == null || lot.CampaignId == change.CampaignId))
        .OrderBy(lot => lot.Date).ThenBy(lot => lot.Id)
        .ToListAsync(cancellationToken);

    /// <summary>Moves the money of an executed change. Saves; in a transaction.</summary>
    public async Task MoveAsync(PurposeChange change, Guid? moneyAccountId, CancellationToken cancellationToken)
    {
        var on = change.ExecutedOn!.Value;
        var from = await books.FundAsync(change.FromFundId, cancellationToken);
        var to = await books.FundAsync(change.ToFundId, cancellationToken);
        var agreed = change.Consents.Where(consent => consent.Answer is ConsentAnswer.Agreed).Select(consent => consent.GiftId).ToHashSet();
        var lots = await LotsAsync(change, cancellationToken);
        if (change.Basis is PurposeChangeBasis.DonorConsent)
        {
            lots.RemoveAll(lot => lot.GiftId is not { } giftId || !agreed.Contains(giftId));
        }

        var inLots = lots.Sum(lot => lot.LeftFen);
        var fen = change.Fen ?? inLots;

        // Only a restriction whose condition is met may also cover money that no donor's lot stands for.
        if (fen <= 0 || (fen > inLots && change.Basis is not PurposeChangeBasis.ConditionMet))
        {
            throw new BusinessException(FundsErrors.NothingToMove).With("left", inLots / 100m);
        }

        var entry = await ledger.PostAsync(await PostingAsync(change, from, to, fen, moneyAccountId, cancellationToken), cancellationToken);
        change.Posted(entry, fen);
        var rest = fen;
        foreach (var lot in lots)
        {
            var part = Math.Min(rest, lot.LeftFen);
            if (part == 0)
            {
                break;
            }

            db.Add(lot.Use(part, LotUseKind.Moved, new LotSpending(on, entry)));
            db.Add(new Lot(new NewLot(to.Id, change.ToProjectId, lot.CampaignId, lot.GiftId, LotSource.PurposeChange, change.Id, lot.Date, part, lot.Id)));
            rest -= part;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Posting> PostingAsync(PurposeChange change, FundCard from, FundCard to, long fen, Guid? moneyAccountId, CancellationToken cancellationToken)
    {
        List<PostingLine> lines =
        [
            new(from.NetAssetsRole, fen, from.Id) { ProjectId = change.FromProjectId, CampaignId = change.CampaignId },
            new(to.NetAssetsRole, -fen, to.Id) { ProjectId = change.ToProjectId, CampaignId = change.CampaignId },
        ];
        if (from.Id != to.Id)
        {
            // The same account on both sides: the money stays where it is and belongs to another fund.
            var money = await books.MoneyAccountAsync(moneyAccountId ?? throw new InvalidRequestException("moneyAccountId", FrameworkErrors.Invalid), change.BookId, cancellationToken);
            lines.Add(new PostingLine(money.Role, -fen, from.Id) { MoneyAccountId = money.Id, ProjectId = change.FromProjectId });
            lines.Add(new PostingLine(money.Role, fen, to.Id) { MoneyAccountId = money.Id, ProjectId = change.ToProjectId });
        }

        return new Posting(
            change.BookId,
            change.ExecutedOn!.Value,
            EntryKind.PurposeChange,
            books.Text($"Funds.Voucher.Purpose.{change.Basis}", ("reason", change.Reason)),
            new PostingSource("purpose-change", change.Id.ToString("N")),
            lines);
    }
}

internal static class PurposeChangeQueries
{
    /// <summary>Absent and foreign changes are the same 404.</summary>
    public static async Task<PurposeChange> GetPurposeChangeAsync(this VolunteerDbContext db, Guid id, CancellationToken cancellationToken) =>
        await db.Set<PurposeChange>().Include(change => change.Consents).SingleOrDefaultAsync(change => change.Id == id, cancellationToken) ?? throw new NotFoundException();
}
