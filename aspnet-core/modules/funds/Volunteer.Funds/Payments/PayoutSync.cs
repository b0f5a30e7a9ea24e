using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Payments;

/// <summary>
/// What a payout consists of. It is posted once the provider has fixed the list: every movement inside is in the books then,
/// so that clearing → in transit → bank adds up by fund.
/// </summary>
internal sealed class PayoutSync(VolunteerDbContext db, PaymentProviders providers, ProviderBooks books, PaymentSync payments, PaymentQuestions questions, TimeProvider clock)
{
    private const int DaysUntilAsked = 3;

    public async Task PayoutAsync(PaymentAccount account, string payoutId, CancellationToken cancellationToken)
    {
        if (await providers.Of(account).FetchPayoutAsync(account, payoutId, cancellationToken) is { } seen)
        {
            await PayoutAsync(account, seen, cancellationToken);
        }
    }

    public async Task PayoutAsync(PaymentAccount account, PayoutSeen seen, CancellationToken cancellationToken)
    {
        if (seen.IsLive != account.IsLive)
        {
            await questions.AskAsync(account.Id, QuestionKind.Livemode, seen.Id, account.IsLive ? "live" : "test", seen.IsLive ? "live" : "test", cancellationToken);
            return;
        }

        var payout = await db.Set<ProviderPayout>().SingleOrDefaultAsync(p => p.AccountId == account.Id && p.ExternalId == seen.Id, cancellationToken);
        if (payout is null)
        {
            payout = new ProviderPayout(account.Id, seen);
            db.Add(payout);
        }
        else
        {
            payout.See(seen);
        }

        await db.SaveChangesAsync(cancellationToken);
        if (seen.Stage is PayoutStage.Unknown)
        {
            await questions.AskAsync(account.Id, QuestionKind.UnknownType, seen.Id, expected: null, seen.RawState, cancellationToken);
        }

        if (payout.EntryId is null && seen.Transaction is { } transaction && await SharesAsync(account, payout, seen, cancellationToken) is { } shares)
        {
            var row = await books.PostPayoutAsync(account, transaction, shares, cancellationToken);
            if (row.EntryId is { } entryId)
            {
                payout.Posted(entryId);
            }
        }

        if (payout is { EntryId: not null, FailureEntryId: null } && seen.FailureTransaction is { } failure)
        {
            var row = await books.PostPayoutAsync(account, failure, Opposite(await SharesOfAsync(account, seen.Transaction!.Id, cancellationToken)), cancellationToken);
            if (row.EntryId is { } entryId)
            {
                payout.Failed(entryId);
            }
        }

        if (payout.EntryId is null && clock.GetUtcNow() > new DateTimeOffset(seen.ArrivesOn.AddDays(DaysUntilAsked), TimeOnly.MinValue, TimeSpan.Zero))
        {
            await questions.AskAsync(account.Id, QuestionKind.PayoutUnexplained, seen.Id, expected: null, seen.RawState, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>By fund what the payout brings to the bank; null while that cannot be said.</summary>
    private async Task<Dictionary<Guid, long>?> SharesAsync(PaymentAccount account, ProviderPayout payout, PayoutSeen seen, CancellationToken cancellationToken)
    {
        if (seen.OriginalPayoutId is { } original)
        {
            // The money of an earlier payout on its way back.
            var first = await db.Set<ProviderTransaction>().AsNoTracking()
                .SingleOrDefaultAsync(t => t.AccountId == account.Id && t.SourceId == original && t.Category == TransactionCategory.Payout, cancellationToken);
            return first is null ? null : Opposite(await SharesOfAsync(account, first.ExternalId, cancellationToken));
        }

        if (!seen.IsAutomatic)
        {
            await questions.AskAsync(account.Id, QuestionKind.ManualPayout, seen.Id, expected: null, Yuan.Text(seen.Amount), cancellationToken);
            return seen.Currency == Book.Yuan ? new Dictionary<Guid, long> { [account.GeneralFundId] = seen.Amount } : null;
        }

        return seen.IsReconciled ? await ReconcileAsync(account, payout, seen, cancellationToken) : null;
    }

    private async Task<Dictionary<Guid, long>> ReconcileAsync(PaymentAccount account, ProviderPayout payout, PayoutSeen seen, CancellationToken cancellationToken)
    {
        var listed = new List<TransactionSeen>();
        await foreach (var transaction in providers.Of(account).ListTransactionsOfPayoutAsync(account, seen.Id, cancellationToken))
        {
            listed.Add(transaction);
        }

        var (itself, inside) = (listed.Where(t => t.Id == seen.Transaction!.Id).ToList(), listed.Where(t => t.Id != seen.Transaction!.Id).ToList());
        var shares = new Dictionary<Guid, long>();
        var heldFen = 0L;
        foreach (var transaction in inside.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id, StringComparer.Ordinal))
        {
            var row = await InsideAsync(account, transaction, cancellationToken);
            if (row is null)
            {
                heldFen += transaction.Net;
                continue;
            }

            row.LeftWith(seen.Id);
            await db.SaveChangesAsync(cancellationToken);
            if (row.EntryId is null)
            {
                heldFen += row.NetFen;
                continue;
            }

            foreach (var share in await db.Set<TransactionShare>().AsNoTracking().Where(s => s.TransactionId == row.Id).ToListAsync(cancellationToken))
            {
                Add(share.FundId, share.NetFen);
            }
        }

        // What nobody has explained yet leaves with the payout all the same; it goes out of the general fund's part, where it is
        // put when a person accepts it.
        Add(account.GeneralFundId, heldFen);
        var residual = seen.Amount - inside.Sum(t => t.Net);
        if (residual != 0 || itself is not [{ Category: TransactionCategory.Payout } single] || single.Amount != -seen.Amount)
        {
            var numbers = CultureInfo.InvariantCulture;
            await questions.AskAsync(account.Id, QuestionKind.PayoutResidual, payout.ExternalId, seen.Amount.ToString(numbers), inside.Sum(t => t.Net).ToString(numbers), cancellationToken);
            if (seen.Currency == Book.Yuan)
            {
                Add(account.GeneralFundId, residual);
            }
        }

        return shares;

        void Add(Guid fundId, long fen) => shares[fundId] = shares.GetValueOrDefault(fundId) + fen;
    }

    /// <summary>A movement inside a payout, in the books before the payout is.</summary>
    private async Task<ProviderTransaction?> InsideAsync(PaymentAccount account, TransactionSeen transaction, CancellationToken cancellationToken)
    {
        if (transaction.Category is TransactionCategory.Payout or TransactionCategory.PayoutReversal && transaction.SourceId is { } other)
        {
            // The return of an earlier payout that failed.
            await PayoutAsync(account, other, cancellationToken);
            return await books.FindAsync(account, transaction.Id, cancellationToken)
                ?? await books.HoldAsync(account, transaction, QuestionKind.PayoutUnexplained, other, cancellationToken);
        }

        return await payments.TransactionAsync(account, transaction, cancellationToken);
    }

    /// <summary>As payments to the bank: the opposite of what the provider's balance saw.</summary>
    private async Task<Dictionary<Guid, long>> SharesOfAsync(PaymentAccount account, string transactionId, CancellationToken cancellationToken) =>
        await db.Set<ProviderTransaction>().Where(t => t.AccountId == account.Id && t.ExternalId == transactionId)
            .Join(db.Set<TransactionShare>(), t => t.Id, share => share.TransactionId, (_, share) => new { share.FundId, share.NetFen })
            .ToDictionaryAsync(share => share.FundId, share => -share.NetFen, cancellationToken);

    private static Dictionary<Guid, long> Opposite(Dictionary<Guid, long> shares) => shares.ToDictionary(share => share.Key, share => -share.Value);
}
