using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Payments;

/// <summary>Finds what the bank says about a payout.</summary>
internal interface IPayoutArrivals
{
    /// <summary>Null while no line of the bank statement has been matched with it.</summary>
    Task<PayoutArrival?> FindAsync(ProviderPayout payout, CancellationToken cancellationToken);
}

internal sealed record PayoutArrival(Guid EntryId, long Fen, DateOnly On);

/// <summary>
/// The entry that matching posted; or, when somebody booked it by hand, the one that took exactly this sum out of what is in
/// transit, not before the payout left. When several could be it, none is named.
/// </summary>
internal sealed class PayoutArrivalsInBooks(VolunteerDbContext db) : IPayoutArrivals
{
    public async Task<PayoutArrival?> FindAsync(ProviderPayout payout, CancellationToken cancellationToken)
    {
        if (payout.EntryId is not { } sentId)
        {
            return null;
        }

        var entry = await db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == sentId, cancellationToken);
        var inTransit = db.Set<ChartAccount>().Where(a => a.BookId == entry.BookId && a.Role == AccountRole.InTransit).Select(a => a.Id);
        var sent = await db.Set<EntryLine>().Where(line => line.EntryId == sentId && inTransit.Contains(line.AccountId)).SumAsync(line => line.Fen, cancellationToken);
        if (payout.ArrivalEntryId is { } arrivalId)
        {
            var arrival = await db.Set<Entry>().AsNoTracking().SingleAsync(e => e.Id == arrivalId, cancellationToken);
            var came = await db.Set<EntryLine>().Where(line => line.EntryId == arrivalId && line.MoneyAccountId != null).SumAsync(line => line.Fen, cancellationToken);
            return new PayoutArrival(arrivalId, came, arrival.Date);
        }

        var others = db.Set<ProviderPayout>().Where(p => p.ArrivalEntryId != null).Select(p => p.ArrivalEntryId!.Value);
        var candidates = await db.Set<EntryLine>().AsNoTracking()
            .Where(line => line.BookId == entry.BookId && line.Date >= entry.Date && line.EntryId != sentId && inTransit.Contains(line.AccountId))
            .Join(
                db.Set<Entry>().Where(e => e.Kind != EntryKind.Payout && e.Kind != EntryKind.Reversal && !others.Contains(e.Id)),
                line => line.EntryId,
                e => e.Id,
                (line, e) => new { e.Id, e.Date, line.Fen })
            .GroupBy(line => new { line.Id, line.Date })
            .Select(group => new { group.Key.Id, group.Key.Date, Fen = -group.Sum(line => line.Fen) })
            .Where(group => group.Fen == sent)
            .Take(2)
            .ToListAsync(cancellationToken);
        return candidates is [{ } only] ? new PayoutArrival(only.Id, only.Fen, only.Date) : null;
    }
}
