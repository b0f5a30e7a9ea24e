using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Gifts;

internal sealed class GiftRecorder(VolunteerDbContext db, BookFacts books, ILedger ledger, LotLedger lots, Receipts receipts, ICurrentUser user, TimeProvider clock) : IGiftRecorder
{
    public async Task<RecordedGift> RecordAsync(NewGift gift, CancellationToken cancellationToken)
    {
        var fund = await books.FundAsync(gift.FundId, cancellationToken);
        if (await KnownAsync(fund.BookId, gift.Source, cancellationToken) is { } known)
        {
            return known;
        }

        var added = new Gift(fund.BookId, gift, user.IsSignedIn ? user.PersonId : null, clock.GetUtcNow());
        if (gift.CampaignId is { } campaignId && gift.Source is null)
        {
            // Money that a provider or platform already has is taken in whatever the day: it is here.
            (await db.GetCampaignAsync(campaignId, cancellationToken)).EnsureTakesGifts(gift.Date);
        }

        if (gift.PledgeId is { } pledgeId)
        {
            var pledge = await db.Set<Pledge>().SingleOrDefaultAsync(p => p.Id == pledgeId, cancellationToken) ?? throw new NotFoundException();
            if (pledge.FundId != gift.FundId)
            {
                throw new BusinessException(FundsErrors.PledgeOfAnotherFund);
            }

            pledge.Receive(gift.Fen);
        }

        db.Add(added);
        await db.SaveChangesAsync(cancellationToken);
        if (gift.Fen == 0)
        {
            return new RecordedGift(added.Id, Entry: null, WasKnown: false);
        }

        var entry = await ledger.PostAsync(await PostingAsync(added, gift, fund, cancellationToken), cancellationToken);
        added.Posted(entry);
        lots.Open(new NewLot(gift.FundId, gift.ProjectId, gift.CampaignId, added.Id, LotSource.Gift, added.Id, gift.Date, gift.Fen));
        await db.SaveChangesAsync(cancellationToken);
        if (gift.FeeFen > 0)
        {
            await lots.UseOwnAsync(added.Id, gift.FeeFen, LotUseKind.Fee, new LotSpending(gift.Date, entry), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new RecordedGift(added.Id, entry, WasKnown: false);
    }

    public async Task<RecordedRefund> RefundAsync(NewRefund refund, CancellationToken cancellationToken)
    {
        var gift = await db.Set<Gift>().SingleOrDefaultAsync(g => g.Id == refund.GiftId, cancellationToken) ?? throw new NotFoundException();
        if (refund.Source is { } source && await db.Set<GiftRefund>().AsNoTracking()
                .SingleOrDefaultAsync(r => r.GiftId == gift.Id && r.SourceType == source.Type && r.SourceId == source.Id, cancellationToken) is { } known)
        {
            return new RecordedRefund(known.Id, known.Way, new PostedEntry(known.EntryId, known.Date.Year, known.EntryNumber), WasKnown: true);
        }

        // The gift's own version decides between two who give the same gift back at once. Rows of our own are taken before
        // the book, here as everywhere, so that nobody waits in a circle.
        gift.Refund(refund.Fen);
        if (gift.PledgeId is { } pledgeId && await db.Set<Pledge>().SingleOrDefaultAsync(p => p.Id == pledgeId, cancellationToken) is { } pledge)
        {
            pledge.GiveBack(refund.Fen);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (gift.EntryId is not { } entryId)
        {
            throw new BusinessException(FundsErrors.RefundInKind);
        }

        var fund = await books.FundAsync(gift.FundId, cancellationToken);
        var money = await books.MoneyAccountAsync(refund.MoneyAccountId, gift.BookId, cancellationToken);
        var way = WayOf(gift, refund);
        var entry = way is RefundWay.Reversal
            ? await ledger.ReverseAsync(entryId, refund.Date, refund.Reason, cancellationToken)
            : await ledger.PostAsync(PostingOf(gift, refund, fund, money, way), cancellationToken);
        var missing = await lots.UseOwnAsync(gift.Id, refund.Fen, LotUseKind.Refunded, new LotSpending(refund.Date, entry), cancellationToken);
        if (missing > 0 && !refund.MayExceedWhatIsLeft)
        {
            throw new BusinessException(FundsErrors.GiftSpent).With("leftFen", refund.Fen - missing);
        }

        var added = new GiftRefund(gift.Id, refund.Fen, refund.Date, refund.Reason, way, entry, refund.Source);
        db.Add(added);
        await receipts.VoidForRefundAsync(gift, refund.Reason, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new RecordedRefund(added.Id, way, entry, WasKnown: false);
    }

    /// <summary>
    /// In the month it came a gift that goes back is income that never was. Later it is what the accounting system makes of a
    /// gift that must be returned: a cost of administration against a liability, which the money then settles.
    /// </summary>
    private static RefundWay WayOf(Gift gift, NewRefund refund) =>
        (gift.Date.Year, gift.Date.Month) != (refund.Date.Year, refund.Date.Month) ? RefundWay.LaterCost
        : refund.Fen == gift.Fen && refund.MoneyAccountId == gift.MoneyAccountId && refund.CreditRole is null && gift.Kind is not (GiftKind.Platform or GiftKind.Online) ? RefundWay.Reversal
        : RefundWay.LessIncome;

    private static Posting PostingOf(Gift gift, NewRefund refund, FundCard fund, MoneyAccountCard money, RefundWay way)
    {
        var paid = new PostingLine(refund.CreditRole ?? money.Role, -refund.Fen, gift.FundId) { MoneyAccountId = money.Id, GiftId = gift.Id, CampaignId = gift.CampaignId, ProjectId = gift.ProjectId };
        List<PostingLine> lines = way is RefundWay.LessIncome
            ? [Line(fund.IncomeRole, refund.Fen), paid]
            : [Line(AccountRole.Administration, refund.Fen), Line(AccountRole.Payable, -refund.Fen), Line(AccountRole.Payable, refund.Fen), paid];
        return new Posting(
            gift.BookId,
            refund.Date,
            EntryKind.Refund,
            refund.Reason,
            refund.Source ?? new PostingSource("gift-refund", $"{gift.Id:N}:{gift.RefundedFen}"),
            lines);

        PostingLine Line(AccountRole account, long fen) => new(account, fen, gift.FundId) { GiftId = gift.Id, CampaignId = gift.CampaignId, ProjectId = gift.ProjectId };
    }

    private async Task<RecordedGift?> KnownAsync(Guid bookId, PostingSource? source, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return null;
        }

        var known = await db.Set<Gift>().AsNoTracking()
            .SingleOrDefaultAsync(g => g.BookId == bookId && g.SourceType == source.Type && g.SourceId == source.Id, cancellationToken);
        return known is null
            ? null
            : new RecordedGift(known.Id, known.EntryId is { } entryId ? new PostedEntry(entryId, known.Date.Year, known.EntryNumber!.Value) : null, WasKnown: true);
    }

    private async Task<Posting> PostingAsync(Gift gift, NewGift told, FundCard fund, CancellationToken cancellationToken)
    {
        var (debit, moneyAccountId) = (AccountRole.Inventory, (Guid?)null);
        if (gift.Kind is not GiftKind.InKind)
        {
            var money = await books.MoneyAccountAsync(told.MoneyAccountId ?? throw new InvalidRequestException("moneyAccountId", FrameworkErrors.Invalid), gift.BookId, cancellationToken);
            (debit, moneyAccountId) = (told.DebitRole ?? money.Role, money.Id);
        }

        var donor = gift.PartyId is { } partyId && !gift.IsAnonymous ? await db.Set<Party>().SingleOrDefaultAsync(party => party.Id == partyId, cancellationToken) : null;
        var sealedName = gift.SealName(GiftRules.PublicName(gift.Display, gift.DisplayName, donor));
        List<PostingLine> lines = [Line(debit, gift.Fen - told.FeeFen) with { MoneyAccountId = moneyAccountId }, Line(fund.IncomeRole, -gift.Fen) with { NameCommitment = sealedName }];
        if (told.FeeFen > 0)
        {
            lines.Insert(1, Line(AccountRole.FundraisingCost, told.FeeFen));
        }

        // A voucher names no donor: the party stands on the line, and not for who stays anonymous.
        return new Posting(gift.BookId, gift.Date, EntryKind.Gift, books.GiftText(gift), gift.SourceId is null ? new PostingSource("gift", gift.Id.ToString("N")) : told.Source!, lines);

        PostingLine Line(AccountRole account, long fen) => new(account, fen, gift.FundId)
        {
            GiftId = gift.Id,
            CampaignId = gift.CampaignId,
            ProjectId = gift.ProjectId,
            PartyId = gift.IsAnonymous ? null : gift.PartyId,
        };
    }
}
