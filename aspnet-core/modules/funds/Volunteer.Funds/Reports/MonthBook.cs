using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Periods;

namespace Volunteer.Funds.Reports;

/// <summary>An entry with its lines and the accounts and funds they name.</summary>
internal sealed record MonthEntry(Entry Entry, IReadOnlyList<MonthLine> Lines);

internal sealed record MonthLine(EntryLine Line, ChartAccount Account, string Fund);

/// <summary>
/// Everything an export of a month says. It says nothing that can change later (names of funds, people, today's date), and
/// everything in a fixed order, so a closed month gives the same bytes for ever.
/// </summary>
internal sealed record MonthBook(Guid BookId, string Currency, DateOnly First, DateOnly Last, IReadOnlyList<BalanceRow> Balances, IReadOnlyList<MonthEntry> Entries);

internal sealed class MonthBooks(VolunteerDbContext db, Balances balances, Charts charts, BookAccess books)
{
    public async Task<MonthBook> ReadAsync(Guid bookId, DateOnly first, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var last = Months.LastDay(first);
        var rows = await balances.ReadAsync(bookId, first, last, cancellationToken, openingMoves: true);
        var entries = await db.Set<Entry>().AsNoTracking().Where(entry => entry.BookId == bookId && entry.Date >= first && entry.Date <= last).OrderBy(entry => entry.Date).ThenBy(entry => entry.Seq).ToListAsync(cancellationToken);
        var lines = (await db.Set<EntryLine>().AsNoTracking().Where(line => line.BookId == bookId && line.Date >= first && line.Date <= last).OrderBy(line => line.Position).ToListAsync(cancellationToken)).ToLookup(line => line.EntryId);
        var chart = await charts.OfAsync(bookId, fresh: true, cancellationToken);
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.BookId == bookId).ToDictionaryAsync(fund => fund.Id, fund => fund.Code, cancellationToken);
        return new MonthBook(
            bookId,
            book.Currency,
            first,
            last,
            rows,
            [.. entries.Select(entry => new MonthEntry(entry, [.. lines[entry.Id].Select(line => new MonthLine(line, chart.ById[line.AccountId], funds[line.FundId]))]))]);
    }
}
