using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>
/// Orders a refund from the provider. Whatever happens between the provider's answer and our commit, the next attempt is the
/// same order to the provider, and gives money back once.
/// </summary>
internal sealed class SendRefund(VolunteerDbContext db, PaymentAccounts accounts, PaymentProviders providers, PaymentSync payments, PaymentQuestions questions, ILedger ledger) : IReactTo<RefundOrdered>
{
    public async Task ReactAsync(RefundOrdered news, CancellationToken cancellationToken)
    {
        var accountId = await db.Set<PaymentRefund>().Where(r => r.Id == news.RefundId).Select(r => r.AccountId).SingleAsync(cancellationToken);
        var account = await accounts.HoldAsync(accountId, cancellationToken);
        var refund = await db.Set<PaymentRefund>().SingleAsync(r => r.Id == news.RefundId, cancellationToken);
        if (refund.State is not RefundState.Ordered)
        {
            // The provider's own news of it was faster.
            return;
        }

        var payment = await db.Set<Payment>().SingleAsync(p => p.Id == refund.PaymentId, cancellationToken);
        try
        {
            var seen = await providers.Of(account).RefundAsync(account, new RefundOrder(refund.Id, payment.Id, payment.ChargeId!, refund.Fen, refund.OrderedAt), cancellationToken);
            refund.See(seen);
            await db.SaveChangesAsync(cancellationToken);
            await payments.ChargeAsync(account, NoticeTopic.Refund, seen.Id, cancellationToken);
        }
        catch (PaymentRefusedException refusal)
        {
            refund.Refuse(refusal.Reason);
            payment.Count(payment.RefundFen - refund.Fen, payment.DisputedFen);
            await ledger.ReleaseAsync(refund.Id, cancellationToken);
            await questions.AskAsync(account.Id, QuestionKind.RefundRefused, refund.Id.ToString(), expected: null, refusal.Reason, cancellationToken);
        }
    }
}
