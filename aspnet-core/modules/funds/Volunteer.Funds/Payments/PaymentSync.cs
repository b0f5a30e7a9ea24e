using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>
/// Brings a payment and the books to where the provider is. Whatever an event says, the provider itself is asked how things
/// stand, and everything that is not yet in the books is put there; so the order, number and age of events do not matter.
/// </summary>
internal sealed class PaymentSync(VolunteerDbContext db, PaymentProviders providers, ProviderBooks books, IOnlineGifts gifts, ILedger ledger, PaymentQuestions questions, Texts texts)
{
    public async Task CheckoutAsync(PaymentAccount account, string checkoutId, CancellationToken cancellationToken)
    {
        if (await providers.Of(account).FetchCheckoutAsync(account, checkoutId, cancellationToken) is not { } seen)
        {
            return;
        }

        var payment = await db.Set<Payment>().SingleOrDefaultAsync(p => p.AccountId == account.Id && p.CheckoutId == checkoutId, cancellationToken);
        if (payment is null)
        {
            // One that was never given to a donor, because its beginning was rolled back, and has now run out.
            if (seen.Stage is CheckoutStage.Paid or CheckoutStage.Unpaid)
            {
                await questions.AskAsync(account.Id, QuestionKind.UnknownPayment, seen.ChargeId ?? seen.Id, expected: null, seen.PaymentId?.ToString(), cancellationToken);
            }

            return;
        }

        if (await FitsAsync(account, payment, seen.ChargeId ?? seen.Id, seen.Amount, seen.Currency, seen.IsLive, cancellationToken))
        {
            switch (seen.Stage)
            {
                case CheckoutStage.Unpaid:
                    payment.See(PaymentState.Pending, seen.RawState);
                    break;
                case CheckoutStage.Failed:
                    payment.See(PaymentState.Failed, seen.RawState);
                    break;
                case CheckoutStage.Expired:
                    payment.See(PaymentState.Expired, seen.RawState);
                    break;
                case CheckoutStage.Unknown:
                    await questions.AskAsync(account.Id, QuestionKind.UnknownType, seen.Id, expected: null, seen.RawState, cancellationToken);
                    break;
            }
        }

        if (seen.ChargeId is { } chargeId)
        {
            await ChargeAsync(account, NoticeTopic.Charge, chargeId, cancellationToken);
        }
    }

    public async Task ChargeAsync(PaymentAccount account, NoticeTopic topic, string objectId, CancellationToken cancellationToken)
    {
        if (await providers.Of(account).FetchChargeAsync(account, topic, objectId, cancellationToken) is { } charge)
        {
            await ChargeAsync(account, charge, cancellationToken);
        }
    }

    /// <summary>A transaction that nothing told us of yet: by way of what it comes from.</summary>
    public async Task<ProviderTransaction?> TransactionAsync(PaymentAccount account, TransactionSeen seen, CancellationToken cancellationToken)
    {
        if (await books.FindAsync(account, seen.Id, cancellationToken) is { EntryId: not null } known)
        {
            return known;
        }

        switch (seen.Category)
        {
            case TransactionCategory.Payout or TransactionCategory.PayoutReversal:
                return null;
            case TransactionCategory.Fee or TransactionCategory.Reserve:
                return await books.PostAsync(account, seen, account.GeneralFundId, payment: null, exactFen: null, cancellationToken);
            case TransactionCategory.Unknown:
                return await books.HoldAsync(account, seen, QuestionKind.UnknownType, seen.RawCategory, cancellationToken);
        }

        if (seen.SourceId is { } sourceId)
        {
            await ChargeAsync(account, TopicOf(seen.Category), sourceId, cancellationToken);
        }

        return await books.FindAsync(account, seen.Id, cancellationToken)
            ?? await books.HoldAsync(account, seen, QuestionKind.UnknownPayment, seen.SourceId, cancellationToken);
    }

    private static NoticeTopic TopicOf(TransactionCategory category) => category switch
    {
        TransactionCategory.Refund or TransactionCategory.RefundFailure => NoticeTopic.Refund,
        TransactionCategory.Dispute or TransactionCategory.DisputeReversal => NoticeTopic.Dispute,
        _ => NoticeTopic.Charge,
    };

    private async Task ChargeAsync(PaymentAccount account, ChargeSeen charge, CancellationToken cancellationToken)
    {
        if (!charge.Succeeded)
        {
            // One try of several: the checkout page lets the donor try again.
            return;
        }

        var payment = await db.Set<Payment>().SingleOrDefaultAsync(p => p.AccountId == account.Id && p.ChargeId == charge.Id, cancellationToken)
            ?? (charge.PaymentId is { } id ? await db.Set<Payment>().SingleOrDefaultAsync(p => p.AccountId == account.Id && p.Id == id, cancellationToken) : null);
        if (!await MayPostAsync(account, payment, charge, cancellationToken))
        {
            return;
        }

        payment!.Pay(charge.Id, charge.Method, charge.CreatedAt);
        if (payment.GiftId is null)
        {
            var day = await books.DayAsync(account, charge.CreatedAt, cancellationToken);
            var money = new ReceivedMoney(day, account.WalletId!.Value, AccountRole.ProviderPending, ProviderBooks.Source(account, "charge", charge.Id));
            payment.Given(await gifts.ReceiveAsync(payment, money, cancellationToken));
        }

        if (charge.Transaction is { } settled)
        {
            await books.PostAsync(account, settled, payment.FundId, payment, payment.Fen, cancellationToken);
        }

        foreach (var refund in charge.Refunds)
        {
            await RefundAsync(account, payment, refund, cancellationToken);
        }

        foreach (var dispute in charge.Disputes)
        {
            await DisputeAsync(account, payment, dispute, cancellationToken);
        }

        await CountAsync(payment, cancellationToken);
    }

    private async Task<bool> MayPostAsync(PaymentAccount account, Payment? payment, ChargeSeen charge, CancellationToken cancellationToken)
    {
        if (payment is null)
        {
            await questions.AskAsync(account.Id, QuestionKind.UnknownPayment, charge.Id, expected: null, $"{charge.Amount} {charge.Currency}", cancellationToken);
        }
        else if (payment.ChargeId is not null && payment.ChargeId != charge.Id)
        {
            await questions.AskAsync(account.Id, QuestionKind.PaidTwice, charge.Id, payment.ChargeId, $"{charge.Amount} {charge.Currency}", cancellationToken);
        }
        else if (payment.GiftId is not null || await FitsAsync(account, payment, charge.Id, charge.Amount, charge.Currency, charge.IsLive, cancellationToken))
        {
            return true;
        }

        foreach (var transaction in TransactionsOf(charge))
        {
            await books.HoldAsync(account, transaction, kind: null, charge.Id, cancellationToken);
        }

        return false;
    }

    private static IEnumerable<TransactionSeen> TransactionsOf(ChargeSeen charge) => new[] { charge.Transaction }
        .Concat(charge.Refunds.SelectMany(refund => new[] { refund.Transaction, refund.FailureTransaction }))
        .Concat(charge.Disputes.SelectMany(dispute => dispute.Transactions))
        .OfType<TransactionSeen>();

    private async Task<bool> FitsAsync(PaymentAccount account, Payment payment, string reference, long? amount, string? currency, bool isLive, CancellationToken cancellationToken)
    {
        if (isLive != account.IsLive)
        {
            await questions.AskAsync(account.Id, QuestionKind.Livemode, reference, account.IsLive ? "live" : "test", isLive ? "live" : "test", cancellationToken);
            return false;
        }

        if (!string.Equals(currency, payment.Currency, StringComparison.OrdinalIgnoreCase))
        {
            await questions.AskAsync(account.Id, QuestionKind.Currency, reference, payment.Currency, currency, cancellationToken);
            return false;
        }

        if (amount != payment.Fen)
        {
            await questions.AskAsync(account.Id, QuestionKind.Amount, reference, Yuan.Text(payment.Fen), amount is { } fen ? Yuan.Text(fen) : null, cancellationToken);
            return false;
        }

        return true;
    }

    private async Task RefundAsync(PaymentAccount account, Payment payment, RefundSeen seen, CancellationToken cancellationToken)
    {
        var refund = await db.Set<PaymentRefund>().SingleOrDefaultAsync(r => r.AccountId == account.Id && r.ExternalId == seen.Id, cancellationToken)
            ?? (seen.RefundId is { } id ? await db.Set<PaymentRefund>().SingleOrDefaultAsync(r => r.PaymentId == payment.Id && r.Id == id && r.ExternalId == null, cancellationToken) : null);
        if (refund is null)
        {
            refund = new PaymentRefund(payment, seen);
            db.Add(refund);
        }

        if (seen.Stage is RefundStage.Unknown)
        {
            await questions.AskAsync(account.Id, QuestionKind.UnknownType, seen.Id, expected: null, seen.RawState, cancellationToken);
        }

        refund.See(seen);
        await db.SaveChangesAsync(cancellationToken);
        if (refund.EntryId is null)
        {
            var day = await books.DayAsync(account, seen.CreatedAt, cancellationToken);
            await ledger.ReleaseAsync(refund.Id, cancellationToken);
            await books.CoverAsync(account, payment.FundId, seen.Amount, day, seen.Id, cancellationToken);
            var back = new TakenBack(seen.Amount, day, Text("Funds.OnlineRefund"), account.WalletId!.Value, ProviderBooks.Source(account, "refund", seen.Id));
            refund.Owe(await gifts.TakeBackAsync(payment, back, cancellationToken));
        }

        if (seen.Transaction is { } taken)
        {
            await books.PostAsync(account, taken, payment.FundId, payment, -seen.Amount, cancellationToken);
        }

        if (seen.FailureTransaction is { } returned)
        {
            await books.PostAsync(account, returned, payment.FundId, payment, seen.Amount, cancellationToken);
        }

        // What left must first be seen to come back.
        if (seen.Stage is RefundStage.Failed && refund.RestoredEntryId is null && (seen.Transaction is null || seen.FailureTransaction is not null))
        {
            var day = await books.DayAsync(account, (seen.FailureTransaction ?? seen.Transaction)?.CreatedAt ?? seen.CreatedAt, cancellationToken);
            var back = new TakenBack(seen.Amount, day, Text("Funds.OnlineRefundFailed"), account.WalletId!.Value, ProviderBooks.Source(account, "refund-failed", seen.Id));
            refund.Restore(await gifts.RestoreAsync(payment, refund.EntryId!.Value, back, cancellationToken));
        }
    }

    private async Task DisputeAsync(PaymentAccount account, Payment payment, DisputeSeen seen, CancellationToken cancellationToken)
    {
        var dispute = await db.Set<PaymentDispute>().SingleOrDefaultAsync(d => d.AccountId == account.Id && d.ExternalId == seen.Id, cancellationToken);
        if (dispute is null)
        {
            db.Add(new PaymentDispute(payment, seen));
        }
        else
        {
            dispute.See(seen);
        }

        if (seen.Stage is DisputeStage.Unknown)
        {
            await questions.AskAsync(account.Id, QuestionKind.UnknownType, seen.Id, expected: null, seen.RawState, cancellationToken);
        }

        Guid? takenBack = null;
        foreach (var transaction in seen.Transactions)
        {
            if (transaction.Category is not (TransactionCategory.Dispute or TransactionCategory.DisputeReversal))
            {
                await books.HoldAsync(account, transaction, QuestionKind.UnknownType, transaction.RawCategory, cancellationToken);
                continue;
            }

            // In the donor's currency the first one is what the dispute says; in yuan it is the same number.
            var fen = transaction.Currency == Book.Yuan ? Math.Abs(transaction.Amount) : seen.Amount;
            var day = await books.DayAsync(account, transaction.CreatedAt, cancellationToken);
            var withdrawn = transaction.Category is TransactionCategory.Dispute;
            if (fen > 0 && await books.FindAsync(account, transaction.Id, cancellationToken) is not { EntryId: not null })
            {
                var source = ProviderBooks.Source(account, withdrawn ? "dispute" : "dispute-won", transaction.Id);
                var back = new TakenBack(fen, day, Text(withdrawn ? "Funds.OnlineDispute" : "Funds.OnlineDisputeWon"), account.WalletId!.Value, source);
                if (withdrawn)
                {
                    await books.CoverAsync(account, payment.FundId, fen + transaction.Fee, day, transaction.Id + "/back", cancellationToken);
                    takenBack = await gifts.TakeBackAsync(payment, back, cancellationToken);
                }
                else
                {
                    takenBack ??= await TakenBackEntryAsync(account, payment, seen, cancellationToken);
                    await gifts.RestoreAsync(payment, takenBack ?? Guid.Empty, back, cancellationToken);
                }
            }

            await books.PostAsync(account, transaction, payment.FundId, payment, withdrawn ? -fen : fen, cancellationToken);
        }
    }

    private async Task<Guid?> TakenBackEntryAsync(PaymentAccount account, Payment payment, DisputeSeen seen, CancellationToken cancellationToken)
    {
        if (seen.Transactions.FirstOrDefault(transaction => transaction.Category is TransactionCategory.Dispute) is not { } first)
        {
            return null;
        }

        var source = ProviderBooks.Source(account, "dispute", first.Id);
        return await db.Set<Entry>().Where(entry => entry.BookId == payment.BookId && entry.SourceType == source.Type && entry.SourceId == source.Id)
            .Select(entry => (Guid?)entry.Id).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task CountAsync(Payment payment, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var refunds = await db.Set<PaymentRefund>().Where(refund => refund.PaymentId == payment.Id && refund.State != RefundState.Failed).SumAsync(refund => refund.Fen, cancellationToken);
        var disputed = await db.Set<ProviderTransaction>()
            .Where(t => t.PaymentId == payment.Id && (t.Category == TransactionCategory.Dispute || t.Category == TransactionCategory.DisputeReversal))
            .SumAsync(t => -t.AmountFen, cancellationToken);
        payment.Count(refunds, Math.Max(0, disputed));
    }

    private string Text(string key) => texts.Get(key, Texts.DefaultCulture, null);
}
