using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Verification;

/// <summary>Whether a book adds up: all lines to zero, every fund's balance to its own lines, reserved money to its reservations.</summary>
internal sealed class BalanceCheck(VolunteerDbContext db)
{
    public async Task<bool> IsSoundAsync(Guid bookId, CancellationToken cancellationToken)
    {
        var sums = await db.Set<EntryLine>().Where(line => line.BookId == bookId)
            .Join(db.Set<ChartAccount>(), line => line.AccountId, account => account.Id, (line, account) => new { line.FundId, line.Fen, account.Spendable })
            .GroupBy(line => line.FundId)
            .Select(fund => new { FundId = fund.Key, All = fund.Sum(line => line.Fen), Spendable = fund.Sum(line => line.Spendable ? line.Fen : 0) })
            .ToDictionaryAsync(fund => fund.FundId, cancellationToken);
        var reserved = await db.Set<Reservation>().Where(reservation => reservation.ReleasedAt == null)
            .GroupBy(reservation => reservation.FundId)
            .Select(fund => new { FundId = fund.Key, Fen = fund.Sum(reservation => reservation.Fen) })
            .ToDictionaryAsync(fund => fund.FundId, fund => fund.Fen, cancellationToken);
        var balances = await db.Set<FundBalance>().AsNoTracking().Where(balance => balance.BookId == bookId).ToListAsync(cancellationToken);
        return sums.Values.All(sum => sum.All == 0)
            && balances.TrueForAll(balance => balance.Balance == (sums.GetValueOrDefault(balance.Id)?.Spendable ?? 0) && balance.Reserved == reserved.GetValueOrDefault(balance.Id));
    }
}
