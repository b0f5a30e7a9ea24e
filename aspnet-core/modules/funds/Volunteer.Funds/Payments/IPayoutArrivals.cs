using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>Finds what the bank says about a payout.</summary>
internal interface IPayoutArrivals
{
    /// <summary>Null while no line of the bank statement has been matched with it.</summary>
    Task<PayoutArrival?> FindAsync(PaymentAccount account, ProviderPayout payout, Guid payoutEntryId, CancellationToken cancellationToken);
}

internal sealed record PayoutArrival(Guid EntryId, long Fen, DateOnly On);

/// <summary>
/// From the books alone: the entry that took exactly this sum out of what is in transit to that bank account, not before the
/// payout left. When several could be it, none is named.
/// </summary>
internal sealed class PayoutArrivalsInBooks(VolunteerDbContext db) : IPayoutArrivals
{
    public async Task<PayoutArrival?> FindAsync(PaymentAccount account, ProviderPayout payout, Guid payoutEntryId, CancellationToken cancellationToken)
    {
        var entry = await db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == payoutEntryId, cancellationToken);
        var inTransit = db.Set<ChartAccount>().Where(a => a.BookId == entry.BookId && a.Role == AccountRole.InTransit).Select(a => a.Id);
        var sent = await db.Set<EntryLine>().Where(line => line.EntryId == payoutEntryId && inTransit.Contains(line.AccountId)).SumAsync(line => line.Fen, cancellationToken);
        var candidates = await db.Set<EntryLine>().AsNoTracking()
            .Where(line => line.BookId == entry.BookId && line.Date >= entry.Date && line.EntryId != payoutEntryId && inTransit.Contains(line.AccountId))
            .Join(db.Set<Entry>().Where(e => e.Kind != EntryKind.Payout && e.Kind != EntryKind.Reversal), line => line.EntryId, e => e.Id, (line, e) => new { e.Id, e.Date, line.Fen })
            .GroupBy(line => new { line.Id, line.Date })
            .Select(group => new { group.Key.Id, group.Key.Date, Fen = -group.Sum(line => line.Fen) })
            .Where(group => group.Fen == sent)
            .Take(2)
            .ToListAsync(cancellationToken);
        return candidates is [{ } only] ? new PayoutArrival(only.Id, only.Fen, only.Date) : null;
    }
}
