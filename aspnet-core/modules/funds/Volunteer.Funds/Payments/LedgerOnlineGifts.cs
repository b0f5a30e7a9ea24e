using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>Gifts as entries of the ledger.</summary>
internal sealed class LedgerOnlineGifts(VolunteerDbContext db, ILedger ledger, Texts texts) : IOnlineGifts
{
    public async Task<Guid> ReceiveAsync(Payment payment, ReceivedMoney money, CancellationToken cancellationToken)
    {
        var income = await IncomeAsync(payment, cancellationToken);
        await ledger.PostAsync(
            new Posting(
                payment.BookId,
                money.Date,
                EntryKind.Gift,
                texts.Get("Funds.OnlineGift", Texts.DefaultCulture, null),
                money.Source,
                [Line(payment, money.Role ?? AccountRole.Bank, payment.Fen) with { MoneyAccountId = money.MoneyAccountId }, Line(payment, income, -payment.Fen)]),
            cancellationToken);
        return payment.Id;
    }

    public async Task<Guid> TakeBackAsync(Payment payment, TakenBack back, CancellationToken cancellationToken)
    {
        var income = await IncomeAsync(payment, cancellationToken);
        var entry = await ledger.PostAsync(
            new Posting(payment.BookId, back.Date, EntryKind.Refund, back.Reason, back.Source, [Line(payment, income, back.Fen), Line(payment, AccountRole.Payable, -back.Fen)]),
            cancellationToken);
        return entry.Id;
    }

    public async Task<Guid> RestoreAsync(Payment payment, Guid takenBackEntryId, TakenBack back, CancellationToken cancellationToken)
    {
        var income = await IncomeAsync(payment, cancellationToken);
        var entry = await ledger.PostAsync(
            new Posting(payment.BookId, back.Date, EntryKind.Refund, back.Reason, back.Source, [Line(payment, AccountRole.Payable, back.Fen), Line(payment, income, -back.Fen)]),
            cancellationToken);
        return entry.Id;
    }

    private static PostingLine Line(Payment payment, AccountRole account, long fen) =>
        new(account, fen, payment.FundId) { CampaignId = payment.CampaignId, ProjectId = payment.ProjectId };

    private async Task<AccountRole> IncomeAsync(Payment payment, CancellationToken cancellationToken) =>
        await db.Set<Fund>().Where(fund => fund.Id == payment.FundId).Select(fund => fund.Restriction).SingleAsync(cancellationToken) is Restriction.Restricted
            ? AccountRole.RestrictedGifts
            : AccountRole.UnrestrictedGifts;
}
