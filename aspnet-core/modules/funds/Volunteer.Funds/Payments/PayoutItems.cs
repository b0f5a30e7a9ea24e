using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>Payouts on their way to the bank account. When the line is there, what was in transit becomes money in the bank, fund by fund.</summary>
internal sealed class PayoutItems(VolunteerDbContext db, ILedger ledger, LedgerLegs legs, Texts texts) : IOpenItemSource
{
    public OpenItemKind Kind => OpenItemKind.Payout;

    public async Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken)
    {
        var rows = await Waiting(account)
            .Join(db.Set<EntryLine>().Where(line => line.Fen != 0), payout => payout.EntryId, line => line.EntryId, (payout, line) => new { payout, line.Fen, line.AccountId })
            .Join(InTransit(account.BookId), row => row.AccountId, chart => chart.Id, (row, _) => new { row.payout.Id, row.payout.ExternalId, row.payout.Trace, row.payout.Descriptor, row.payout.ArrivesOn, row.Fen })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.GroupBy(row => row.Id).Select(payout => (First: payout.First(), Fen: payout.Sum(row => row.Fen))).OrderBy(payout => payout.First.ArrivesOn).Select(payout => new OpenItem
            {
                Kind = OpenItemKind.Payout,
                Id = payout.First.Id,
                Fen = payout.Fen,
                Date = payout.First.ArrivesOn,
                Counterparty = BankText.Key(payout.First.Descriptor ?? string.Empty),
                ExternalIds = payout.First.Trace is { } trace ? [payout.First.ExternalId, trace] : [payout.First.ExternalId],
                Label = payout.First.Descriptor ?? payout.First.ExternalId,
                Number = payout.First.ExternalId,
            }),
        ];
    }

    public async Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken) =>
        await legs.OfAsync(await ArriveAsync(account, itemId, fen, line.Date, cancellationToken), account.Id, cancellationToken);

    /// <summary>The bank has it. Returns the entry.</summary>
    public async Task<Guid> ArriveAsync(MoneyAccount account, Guid payoutId, long fen, DateOnly on, CancellationToken cancellationToken)
    {
        var payout = await Waiting(account).SingleOrDefaultAsync(p => p.Id == payoutId, cancellationToken) ?? throw new NotFoundException();
        var inTransit = await InTransit(account.BookId).Select(chart => chart.Id).ToListAsync(cancellationToken);
        var sent = await db.Set<EntryLine>().AsNoTracking().Where(line => line.EntryId == payout.EntryId && inTransit.Contains(line.AccountId)).OrderBy(line => line.Position).ToListAsync(cancellationToken);
        var total = sent.Sum(line => line.Fen);
        if (fen != total)
        {
            // It was sent as a whole and arrives as a whole; what a bank keeps of it is an entry of its own.
            throw new BusinessException(FundsErrors.MatchWhole).With("amount", StatementChecks.Yuan(total));
        }

        var provider = await db.Set<PaymentAccount>().SingleAsync(a => a.Id == payout.AccountId, cancellationToken);
        var entry = await ledger.PostAsync(
            new Posting(
                account.BookId,
                on,
                EntryKind.Transfer,
                texts.Get("Funds.PayoutArrived", Texts.DefaultCulture, null),
                ProviderBooks.Source(provider, "arrival", payout.ExternalId),
                [
                    .. sent.SelectMany(line => new[]
                    {
                        new PostingLine(AccountRole.Bank, line.Fen, line.FundId) { MoneyAccountId = account.Id },
                        new PostingLine(AccountRole.InTransit, -line.Fen, line.FundId),
                    }),
                ]),
            cancellationToken);
        payout.Arrived(entry.Id);
        await db.SaveChangesAsync(cancellationToken);
        return entry.Id;
    }

    private IQueryable<ProviderPayout> Waiting(MoneyAccount account) => db.Set<ProviderPayout>().Where(payout => payout.EntryId != null
        && payout.ArrivalEntryId == null
        && payout.FailureEntryId == null
        && db.Set<PaymentAccount>().Any(a => a.Id == payout.AccountId && a.BankAccountId == account.Id));

    private IQueryable<ChartAccount> InTransit(Guid bookId) => db.Set<ChartAccount>().Where(chart => chart.BookId == bookId && chart.Role == AccountRole.InTransit);
}

/// <summary>Transfers that donors were shown a sum and a note for.</summary>
internal sealed class TransferItems(VolunteerDbContext db, Manual.ExpectedTransfers transfers, LedgerLegs legs, ICurrentUser user, TimeProvider clock) : IOpenItemSource
{
    public OpenItemKind Kind => OpenItemKind.Transfer;

    public async Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken) =>
    [
        .. (await transfers.ListAsync(account.Id, cancellationToken)).Select(transfer => new OpenItem
        {
            Kind = OpenItemKind.Transfer,
            Id = transfer.PaymentId,
            Fen = transfer.Fen,
            Date = DateOnly.FromDateTime(transfer.StartedAt.UtcDateTime),
            NoteCode = transfer.NoteCode,
            HasUniqueFen = true,
            Label = transfer.NoteCode,
            FundId = transfer.FundId,
            Number = transfer.NoteCode,
        }),
    ];

    public async Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken)
    {
        if (!user.Can(FundsPermissions.RecordGifts))
        {
            throw new ForbiddenException();
        }

        var payment = await transfers.ConfirmAsync(itemId, fen, line.Date, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var entryId = await db.Set<Gifts.Gift>().Where(gift => gift.Id == payment.GiftId).Select(gift => gift.EntryId).SingleAsync(cancellationToken);
        return await legs.OfAsync(entryId!.Value, account.Id, cancellationToken);
    }
}
