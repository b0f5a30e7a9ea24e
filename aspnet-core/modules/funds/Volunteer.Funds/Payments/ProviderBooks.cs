using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Tracing;
using Volunteer.Platform;

namespace Volunteer.Funds.Payments;

/// <summary>
/// What moves at a provider, as entries: one for each of its transactions, named after it. An entry says nothing that could
/// depend on when or in which order we heard of it.
/// </summary>
internal sealed class ProviderBooks(VolunteerDbContext db, ILedger ledger, ICommunity community, PaymentQuestions questions, LotLedger lots, Texts texts)
{
    private TimeZoneInfo? _zone;

    public static PostingSource Source(PaymentAccount account, string kind, string id) =>
        new(account.Provider is PaymentProviderKind.Stripe ? "stripe" : "transfer", $"{account.Id:N}/{kind}/{id}");

    /// <summary>The business day of that instant, or the first open day after it when its month is closed.</summary>
    public async Task<DateOnly> DayAsync(PaymentAccount account, DateTimeOffset at, CancellationToken cancellationToken)
    {
        _zone ??= TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime);
        var closed = await db.Set<BookHead>().Where(head => head.Id == account.BookId).Select(head => head.ClosedThrough).SingleAsync(cancellationToken);
        return day > closed ? day : closed.AddDays(1);
    }

    public Task<ProviderTransaction?> FindAsync(PaymentAccount account, string externalId, CancellationToken cancellationToken) =>
        db.Set<ProviderTransaction>().SingleOrDefaultAsync(t => t.AccountId == account.Id && t.ExternalId == externalId, cancellationToken);

    /// <summary>A transaction that belongs to one fund. Known ones stay as they are.</summary>
    /// <param name="exactFen">What the amount is in the book's currency, where the object it comes from says so.</param>
    public async Task<ProviderTransaction> PostAsync(PaymentAccount account, TransactionSeen seen, Guid fundId, Payment? payment, long? exactFen, CancellationToken cancellationToken)
    {
        var row = await RowAsync(account, seen, payment?.Id, cancellationToken);
        if (row.EntryId is not null)
        {
            return row;
        }

        if (ContraOf(seen.Category) is not { } contra)
        {
            await HoldAsync(account, row, QuestionKind.UnknownType, seen.RawCategory, cancellationToken);
            return row;
        }

        if (InBookCurrency(seen, exactFen) is not var (amountFen, feeFen))
        {
            await HoldAsync(account, row, QuestionKind.ForeignMoney, $"{seen.Amount} {seen.Currency}", cancellationToken);
            return row;
        }

        var day = await DayAsync(account, seen.CreatedAt, cancellationToken);
        var loss = seen.Category is TransactionCategory.Fee ? feeFen - amountFen : feeFen;
        await CoverAsync(account, fundId, loss, day, seen.Id, cancellationToken);
        List<PostingLine> lines =
        [
            .. NotZero(Line(AccountRole.ProviderBalance, amountFen - feeFen) with { MoneyAccountId = account.WalletId }),
            .. NotZero(Line(AccountRole.FundraisingCost, feeFen)),
            .. NotZero(Line(contra, -amountFen)),
        ];
        if (lines.Count < 2)
        {
            // Nothing moved: a charge of nothing, a fee taken and given back.
            row.Hold(amountFen, feeFen);
            return row;
        }

        var entry = await ledger.PostAsync(new Posting(account.BookId, day, KindOf(seen.Category), Text(seen.Category), Source(account, "txn", seen.Id), lines), cancellationToken);
        row.Posted(amountFen, feeFen, entry.Id, payment?.Id);
        if (feeFen > 0 && payment?.GiftId is { } giftId)
        {
            await lots.UseOwnAsync(giftId, feeFen, LotUseKind.Fee, new LotSpending(day, entry), cancellationToken);
        }

        db.Add(new TransactionShare(row.Id, fundId, row.NetFen));
        await db.SaveChangesAsync(cancellationToken);
        return row;

        PostingLine Line(AccountRole role, long fen) => new(role, fen, fundId) { CampaignId = payment?.CampaignId, ProjectId = payment?.ProjectId, GiftId = payment?.GiftId };
    }

    /// <summary>A payout or its return: out of each fund what of it is that fund's.</summary>
    /// <param name="shares">Net of what is inside, by fund; together what arrives at the bank.</param>
    public async Task<ProviderTransaction> PostPayoutAsync(PaymentAccount account, TransactionSeen seen, IReadOnlyDictionary<Guid, long> shares, CancellationToken cancellationToken)
    {
        var row = await RowAsync(account, seen, paymentId: null, cancellationToken);
        if (row.EntryId is not null)
        {
            return row;
        }

        // A payout is below zero on the provider's side: what it takes out of the balance is what goes on its way.
        var lines = shares.Where(share => share.Value != 0).OrderBy(share => share.Key).SelectMany(share => new[]
        {
            new PostingLine(AccountRole.InTransit, share.Value, share.Key),
            new PostingLine(AccountRole.ProviderBalance, -share.Value, share.Key) { MoneyAccountId = account.WalletId },
        }).ToList();
        var total = shares.Values.Sum();
        if (lines.Count == 0)
        {
            row.Hold(0, 0);
            return row;
        }

        var day = await DayAsync(account, seen.CreatedAt, cancellationToken);
        var entry = await ledger.PostAsync(new Posting(account.BookId, day, EntryKind.Payout, Text(seen.Category), Source(account, "txn", seen.Id), lines), cancellationToken);
        row.Posted(-total, 0, entry.Id, paymentId: null);
        foreach (var (fundId, fen) in shares.Where(share => share.Value != 0))
        {
            db.Add(new TransactionShare(row.Id, fundId, -fen));
        }

        await db.SaveChangesAsync(cancellationToken);
        return row;
    }

    /// <summary>Keeps it without posting; a payout it leaves with takes it out of the general fund's part.</summary>
    /// <param name="kind">Null when the question stands already, at what the transaction comes from.</param>
    public async Task<ProviderTransaction> HoldAsync(PaymentAccount account, TransactionSeen seen, QuestionKind? kind, string? found, CancellationToken cancellationToken)
    {
        var row = await RowAsync(account, seen, paymentId: null, cancellationToken);
        if (row.EntryId is null)
        {
            await HoldAsync(account, row, kind, found, cancellationToken);
        }

        return row;
    }

    /// <summary>
    /// Money must leave a restricted fund that has spent it: the general fund steps in, because a restricted fund is never below
    /// zero and the provider does not ask.
    /// </summary>
    public async Task CoverAsync(PaymentAccount account, Guid fundId, long fen, DateOnly day, string reference, CancellationToken cancellationToken)
    {
        if (fen <= 0 || fundId == account.GeneralFundId)
        {
            return;
        }

        var fund = await db.Set<FundBalance>().AsNoTracking().SingleAsync(balance => balance.Id == fundId, cancellationToken);
        var missing = fen - Math.Max(0, fund.Balance - fund.Reserved);
        if (!fund.Guarded || missing <= 0)
        {
            return;
        }

        await ledger.PostAsync(
            new Posting(
                account.BookId,
                day,
                EntryKind.Transfer,
                texts.Get("Funds.ProviderCover", Texts.DefaultCulture, null),
                Source(account, "cover", reference),
                [
                    new PostingLine(AccountRole.Administration, missing, account.GeneralFundId),
                    new PostingLine(AccountRole.Bank, -missing, account.GeneralFundId),
                    new PostingLine(AccountRole.Bank, missing, fundId),
                    new PostingLine(AccountRole.OtherIncome, -missing, fundId),
                ]),
            cancellationToken);
    }

    private static IEnumerable<PostingLine> NotZero(PostingLine line) => line.Fen == 0 ? [] : [line];

    private static AccountRole? ContraOf(TransactionCategory category) => category switch
    {
        TransactionCategory.Charge or TransactionCategory.Reserve => AccountRole.ProviderPending,
        TransactionCategory.Refund or TransactionCategory.RefundFailure or TransactionCategory.Dispute or TransactionCategory.DisputeReversal => AccountRole.Payable,
        TransactionCategory.Fee => AccountRole.FundraisingCost,
        _ => null,
    };

    private static EntryKind KindOf(TransactionCategory category) => category switch
    {
        TransactionCategory.Refund or TransactionCategory.RefundFailure => EntryKind.Refund,
        TransactionCategory.Dispute or TransactionCategory.DisputeReversal => EntryKind.Dispute,
        TransactionCategory.Fee => EntryKind.Fee,
        _ => EntryKind.Transfer,
    };

    /// <summary>Amount and fee in fen; null when nobody tells the worth.</summary>
    private static (long AmountFen, long FeeFen)? InBookCurrency(TransactionSeen seen, long? exactFen)
    {
        if (seen.Currency == Book.Yuan)
        {
            return (seen.Amount, seen.Fee);
        }

        if (seen.Rate is not { } rate || rate <= 0)
        {
            return null;
        }

        var fee = Math.Round(seen.Fee / rate, MidpointRounding.AwayFromZero);
        var amount = exactFen ?? Math.Round(seen.Amount / rate, MidpointRounding.AwayFromZero);
        return (decimal.ToInt64(amount), decimal.ToInt64(fee));
    }

    private async Task HoldAsync(PaymentAccount account, ProviderTransaction row, QuestionKind? kind, string? found, CancellationToken cancellationToken)
    {
        row.Hold(row.Currency == Book.Yuan ? row.Amount : 0, row.Currency == Book.Yuan ? row.Fee : 0);
        if (kind is { } asked)
        {
            await questions.AskAsync(account.Id, asked, row.ExternalId, expected: null, found, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<ProviderTransaction> RowAsync(PaymentAccount account, TransactionSeen seen, Guid? paymentId, CancellationToken cancellationToken)
    {
        if (await FindAsync(account, seen.Id, cancellationToken) is { } known)
        {
            return known;
        }

        var row = new ProviderTransaction(account.Id, seen, paymentId);
        db.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return row;
    }

    private string Text(TransactionCategory category) =>
        texts.Get(string.Create(CultureInfo.InvariantCulture, $"Funds.Provider{category}"), Texts.DefaultCulture, null);
}
