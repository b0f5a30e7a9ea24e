using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Tracing;

namespace Volunteer.Funds.Disbursements;

/// <summary>Pays what was approved, in the caller's transaction: by hand, or because the bank's statement shows that it was paid.</summary>
internal sealed class DisbursementPayment(VolunteerDbContext db, DisbursementDesk desk, BookFacts books, ILedger ledger, LotLedger lots, ICurrentUser user)
{
    public async Task<PostedEntry> PayAsync(Guid disbursementId, Guid moneyAccountId, DateOnly date, CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var disbursement = await desk.GetAsync(disbursementId, cancellationToken);
        if ((await desk.TooCloseAsync(disbursement, cancellationToken)).Contains(me))
        {
            throw new BusinessException(FundsErrors.ConflictOfInterest);
        }

        var money = await books.MoneyAccountAsync(moneyAccountId, disbursement.BookId, cancellationToken);

        // The state first, under its version: of two who pay at once one is told so before anything is posted.
        disbursement.Pay(date, money.Id);
        await db.SaveChangesAsync(cancellationToken);
        await desk.ReleaseForPaymentAsync(disbursement, cancellationToken);
        var entry = await ledger.PostAsync(PostingOf(disbursement, money), cancellationToken);
        disbursement.Posted(entry);
        await lots.SpendAsync(
            disbursement.FundId,
            disbursement.ProjectId,
            disbursement.TotalFen,
            new LotSpending(disbursement.PaidOn!.Value, entry, disbursement.Id),
            disbursement.UnitHundredths,
            cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return entry;
    }

    private static Posting PostingOf(Disbursement disbursement, MoneyAccountCard money)
    {
        var cost = disbursement.CostKind switch
        {
            CostKind.Administration => AccountRole.Administration,
            CostKind.Fundraising => AccountRole.FundraisingCost,
            _ => AccountRole.ProgrammeCost,
        };
        List<PostingLine> lines =
        [
            .. disbursement.Lines.OrderBy(line => line.Number).Select(line => Line(cost, line.Fen) with { PartyId = line.PartyId, Text = line.Text }),
            Line(money.Role, -disbursement.TotalFen) with { MoneyAccountId = money.Id },
        ];
        return new Posting(disbursement.BookId, disbursement.PaidOn!.Value, EntryKind.Disbursement, disbursement.Title, new PostingSource("disbursement", disbursement.Returns == 0 ? disbursement.Id.ToString("N") : $"{disbursement.Id:N}:{disbursement.Returns}"), lines);

        PostingLine Line(AccountRole account, long fen) => new(account, fen, disbursement.FundId) { ProjectId = disbursement.ProjectId, CampaignId = disbursement.CampaignId };
    }
}
