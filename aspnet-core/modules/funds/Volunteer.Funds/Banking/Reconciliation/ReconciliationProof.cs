using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Reconciliation;

internal enum BalanceSource
{
    /// <summary>The bank printed it.</summary>
    Statement,

    /// <summary>The file gives no balances: books' opening plus lines. It proves that nothing is unexplained, not that nothing is missing.</summary>
    Computed,
}

/// <summary>
/// Bank against books on one day (余额调节): what the statement says, what the books say, what on each side the other does not
/// know yet. What is left must be 0.00.
/// </summary>
/// <param name="StatementMissing">The account has statements and the books moved in the month of the day, but no statement reaches into that month.</param>
internal sealed record ReconciliationFigures(
    DateOnly AsOf,
    long StatementFen,
    string StatementSource,
    DateOnly? LastLineOn,
    long LedgerFen,
    int OpenLineCount,
    long OpenLineFen,
    int OpenItemCount,
    long OpenItemFen,
    int IgnoredCount,
    long IgnoredFen,
    long DifferenceFen,
    bool StatementMissing)
{
    public void RequireStatement(string account)
    {
        if (StatementMissing)
        {
            throw new BusinessException(FundsErrors.StatementMissing).With("account", account).With("month", AsOf.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        }
    }
}

internal sealed class ReconciliationProof(VolunteerDbContext db, LedgerLineItems ledgerLines)
{
    public async Task<ReconciliationFigures> OfAsync(Guid accountId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var ledger = await LedgerAsync(accountId, asOf, opening: null, cancellationToken);
        var (statement, source, last) = await StatementAsync(accountId, asOf, cancellationToken);
        var lines = await OpenLinesAsync(accountId, asOf, cancellationToken);
        var ignored = await db.Set<StatementLine>().AsNoTracking()
            .Where(line => line.MoneyAccountId == accountId && line.Date <= asOf && line.IgnoredAt != null)
            .Select(line => line.Fen)
            .ToListAsync(cancellationToken);
        var items = await ledgerLines.OpenAsync(accountId, asOf, cancellationToken);
        var (lineFen, itemFen) = (lines.Sum(), items.Sum(item => item.OpenFen));
        return new ReconciliationFigures(
            asOf,
            statement,
            source.ToString(),
            last,
            ledger,
            lines.Count,
            lineFen,
            items.Count,
            itemFen,
            ignored.Count,
            ignored.Sum(),
            statement - ledger - (lineFen - itemFen) - ignored.Sum(),
            await IsStatementMissingAsync(accountId, asOf, cancellationToken));
    }

    private async Task<bool> IsStatementMissingAsync(Guid accountId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var first = new DateOnly(asOf.Year, asOf.Month, 1);
        var statements = db.Set<StatementFile>().AsNoTracking().Where(file => file.MoneyAccountId == accountId && file.State == StatementFileState.Imported);
        return await statements.AnyAsync(cancellationToken)
            && !await statements.AnyAsync(file => file.FirstDay <= asOf && file.LastDay >= first, cancellationToken)
            && await db.Set<EntryLine>().AnyAsync(leg => leg.MoneyAccountId == accountId && leg.Date >= first && leg.Date <= asOf, cancellationToken);
    }

    /// <summary>Of each line up to the day, what matches wholly up to that day leave open.</summary>
    private async Task<List<long>> OpenLinesAsync(Guid accountId, DateOnly asOf, CancellationToken cancellationToken) => await (
        from line in db.Set<StatementLine>().AsNoTracking()
        where line.MoneyAccountId == accountId && line.Date <= asOf && line.IgnoredAt == null
        let matched = (from leg in db.Set<MatchLeg>()
                       join match in db.Set<BankMatch>() on leg.MatchId equals match.Id
                       where leg.LineId == line.Id && match.UndoneAt == null && match.LatestDate <= asOf
                       select (long?)leg.Fen).Sum() ?? 0
        where matched != line.Fen
        select line.Fen - matched).ToListAsync(cancellationToken);

    private async Task<(long Fen, BalanceSource Source, DateOnly? Last)> StatementAsync(Guid accountId, DateOnly asOf, CancellationToken cancellationToken)
    {
        var lines = db.Set<StatementLine>().AsNoTracking().Where(line => line.MoneyAccountId == accountId && line.Date <= asOf);
        var last = await lines.OrderByDescending(line => line.Date).ThenByDescending(line => line.Sequence).Select(line => (DateOnly?)line.Date).FirstOrDefaultAsync(cancellationToken);
        var printed = await lines.Where(line => line.BalanceAfter != null)
            .OrderByDescending(line => line.Date).ThenByDescending(line => line.Sequence)
            .Select(line => new { line.Date, line.Sequence, line.BalanceAfter })
            .FirstOrDefaultAsync(cancellationToken);
        if (printed is not null)
        {
            var since = await lines.Where(line => line.Date > printed.Date || (line.Date == printed.Date && line.Sequence > printed.Sequence)).SumAsync(line => line.Fen, cancellationToken);
            return (printed.BalanceAfter!.Value + since, BalanceSource.Statement, last);
        }

        // Formats with balances at both ends only.
        var sum = await lines.SumAsync(line => line.Fen, cancellationToken);
        var opening = await db.Set<StatementFile>().AsNoTracking()
            .Where(file => file.MoneyAccountId == accountId && file.State == StatementFileState.Imported && file.OpeningFen != null && file.FirstDay <= asOf)
            .OrderBy(file => file.FirstDay)
            .Select(file => new { file.OpeningFen, file.FirstDay })
            .FirstOrDefaultAsync(cancellationToken);
        if (opening is not null && !await lines.AnyAsync(line => line.Date < opening.FirstDay, cancellationToken))
        {
            return (opening.OpeningFen!.Value + sum, BalanceSource.Statement, last);
        }

        return (await LedgerAsync(accountId, asOf, opening: true, cancellationToken) + sum, BalanceSource.Computed, last);
    }

    private async Task<long> LedgerAsync(Guid accountId, DateOnly asOf, bool? opening, CancellationToken cancellationToken)
    {
        var legs = db.Set<EntryLine>().AsNoTracking().Where(leg => leg.MoneyAccountId == accountId && leg.Date <= asOf);
        if (opening is true)
        {
            legs = legs.Where(leg => db.Set<Entry>().Any(entry => entry.Id == leg.EntryId && entry.Kind == EntryKind.Opening));
        }

        return await legs.SumAsync(leg => leg.Fen, cancellationToken);
    }
}
