using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Reports;

/// <summary>What one account of one fund had before a period, and what moved in it; fen, debit positive.</summary>
internal sealed record BalanceRow(ChartAccount Account, Fund Fund, long Opening, long Debit, long Credit)
{
    public long Movement => Debit - Credit;

    public long Closing => Opening + Debit - Credit;
}

/// <summary>Every statement is read from these sums, so that none can disagree with another.</summary>
internal sealed class Balances(VolunteerDbContext db, Charts charts)
{
    /// <summary>By account code, then fund code; rows without any figure are left out.</summary>
    /// <param name="openingMoves">
    /// Whether the book's opening entry counts as a movement of its day, as in a journal; on statements it is what was there before.
    /// </param>
    public async Task<IReadOnlyList<BalanceRow>> ReadAsync(Guid bookId, DateOnly from, DateOnly to, CancellationToken cancellationToken, bool openingMoves = false)
    {
        var opening = openingMoves
            ? Guid.Empty
            : await db.Set<Entry>().Where(entry => entry.BookId == bookId && entry.SourceType == PostOpening.SourceType).Select(entry => entry.Id).FirstOrDefaultAsync(cancellationToken);
        var sums = await db.Set<EntryLine>().Where(line => line.BookId == bookId && line.Date <= to)
            .GroupBy(line => new { line.AccountId, line.FundId })
            .Select(group => new
            {
                group.Key.AccountId,
                group.Key.FundId,
                Opening = group.Sum(line => line.Date < from || line.EntryId == opening ? line.Fen : 0),
                Debit = group.Sum(line => line.Date >= from && line.EntryId != opening && line.Fen > 0 ? line.Fen : 0),
                Credit = group.Sum(line => line.Date >= from && line.EntryId != opening && line.Fen < 0 ? -line.Fen : 0),
            })
            .ToListAsync(cancellationToken);
        var chart = await charts.OfAsync(bookId, fresh: true, cancellationToken);
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.BookId == bookId).ToDictionaryAsync(fund => fund.Id, cancellationToken);

        // The same number in two charts is one account to the reader; the newer name wins.
        var names = chart.Accounts.GroupBy(account => account.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Where(account => account.ValidFrom <= to).LastOrDefault() ?? group.First(), StringComparer.Ordinal);
        return
        [
            .. sums.Where(sum => sum.Opening != 0 || sum.Debit != 0 || sum.Credit != 0)
                .GroupBy(sum => (Account: names[chart.ById[sum.AccountId].Code], Fund: funds[sum.FundId]))
                .Select(group => new BalanceRow(group.Key.Account, group.Key.Fund, group.Sum(sum => sum.Opening), group.Sum(sum => sum.Debit), group.Sum(sum => sum.Credit)))
                .OrderBy(row => row.Account.Code, StringComparer.Ordinal).ThenBy(row => row.Fund.Code, StringComparer.Ordinal),
        ];
    }
}
