using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Campaigns;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Parties;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Payments;

/// <summary>Payments as gifts of the register, so that receipt, disclosure and tracing are those of every other gift.</summary>
internal sealed class OnlineGifts(VolunteerDbContext db, IGiftRecorder recorder, ILedger ledger, BookFacts books, PartyDirectory parties, LotLedger lots) : IOnlineGifts
{
    public async Task<Guid> ReceiveAsync(Payment payment, ReceivedMoney money, CancellationToken cancellationToken)
    {
        var donor = await DonorAsync(payment, cancellationToken);
        var recorded = await recorder.RecordAsync(
            new NewGift(payment.FundId, money.Role is null ? GiftKind.Transfer : GiftKind.Online, payment.Fen, money.Date, money.MoneyAccountId)
            {
                CampaignId = await CampaignAsync(payment, money.Date, cancellationToken),
                ProjectId = payment.ProjectId,
                PartyId = donor?.Id,
                Display = donor is null && payment.Display is not DonorDisplay.Alias ? DonorDisplay.Anonymous : payment.Display,
                DisplayName = payment.DisplayName,
                Message = payment.Message,
                Source = money.Source,
                DebitRole = money.Role,
            },
            cancellationToken);
        return recorded.GiftId;
    }

    public async Task<Guid> TakeBackAsync(Payment payment, TakenBack back, CancellationToken cancellationToken)
    {
        var giftId = payment.GiftId ?? throw new InvalidOperationException("Only what was received is given back.");
        var kept = await db.Set<Gift>().Where(gift => gift.Id == giftId).Select(gift => gift.Fen - gift.RefundedFen).SingleAsync(cancellationToken);
        var ofGift = Math.Min(back.Fen, kept);
        Guid? entryId = null;
        if (ofGift > 0)
        {
            var refund = new NewRefund(giftId, ofGift, back.Date, back.Reason, back.MoneyAccountId, back.Source, AccountRole.Payable, MayExceedWhatIsLeft: true);
            entryId = (await recorder.RefundAsync(refund, cancellationToken)).Entry.Id;
        }

        if (back.Fen == ofGift)
        {
            return entryId!.Value;
        }

        // A donor's bank may take more than the gift still is, e.g. after a refund: that is a loss.
        var rest = back.Fen - ofGift;
        var loss = await ledger.PostAsync(
            new Posting(
                payment.BookId,
                back.Date,
                EntryKind.Dispute,
                back.Reason,
                back.Source with { Id = back.Source.Id + "/loss" },
                [Line(payment, AccountRole.Administration, rest), Line(payment, AccountRole.Payable, -rest)]),
            cancellationToken);
        return entryId ?? loss.Id;
    }

    public async Task<Guid> RestoreAsync(Payment payment, Guid takenBackEntryId, TakenBack back, CancellationToken cancellationToken)
    {
        var gift = await db.Set<Gift>().SingleAsync(g => g.Id == payment.GiftId, cancellationToken);
        var way = await db.Set<GiftRefund>().Where(refund => refund.EntryId == takenBackEntryId).Select(refund => (RefundWay?)refund.Way).SingleOrDefaultAsync(cancellationToken);
        var income = (await books.FundAsync(payment.FundId, cancellationToken)).IncomeRole;
        var entry = await ledger.PostAsync(
            new Posting(
                payment.BookId,
                back.Date,
                EntryKind.Refund,
                back.Reason,
                back.Source,
                [Line(payment, AccountRole.Payable, back.Fen), Line(payment, way is RefundWay.LaterCost ? AccountRole.Administration : income, -back.Fen)]),
            cancellationToken);
        var again = Math.Min(back.Fen, gift.RefundedFen);
        gift.Restore(back.Fen);
        if (again > 0)
        {
            // It can be spent again, from the day it came back.
            lots.Open(new NewLot(gift.FundId, gift.ProjectId, gift.CampaignId, gift.Id, LotSource.Gift, gift.Id, back.Date, again));
        }

        await db.SaveChangesAsync(cancellationToken);
        return entry.Id;
    }

    private static PostingLine Line(Payment payment, AccountRole account, long fen) =>
        new(account, fen, payment.FundId) { CampaignId = payment.CampaignId, ProjectId = payment.ProjectId, GiftId = payment.GiftId };

    private async Task<Party?> DonorAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (payment.Display is DonorDisplay.Anonymous)
        {
            return null;
        }

        if (payment.PersonId is { } personId)
        {
            return (await parties.OfPeopleAsync([personId], cancellationToken))[personId];
        }

        if (payment.DonorName is not { } name)
        {
            return null;
        }

        var party = new Party(new PartyDetails(PartyKind.Person, name), personId: null);
        db.Add(party);
        return party;
    }

    /// <summary>Money that comes after its campaign was settled is a gift to the fund.</summary>
    private async Task<Guid?> CampaignAsync(Payment payment, DateOnly day, CancellationToken cancellationToken)
    {
        if (payment.CampaignId is not { } id)
        {
            return null;
        }

        try
        {
            (await db.GetCampaignAsync(id, cancellationToken)).EnsureTakesGifts(day);
            return id;
        }
        catch (BusinessException)
        {
            return null;
        }
    }
}
