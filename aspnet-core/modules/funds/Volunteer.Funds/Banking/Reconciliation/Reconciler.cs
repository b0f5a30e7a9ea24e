using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>An account's open lines and open items, and what the engine makes of them.</summary>
internal sealed record OpenWork(IReadOnlyList<BankLine> Lines, IReadOnlyList<OpenItem> Items, IReadOnlyDictionary<Guid, CertainMatch> Certain, CandidateSearch Candidates);

internal sealed class Reconciler(VolunteerDbContext db, OpenItems items, LearnedRules rules)
{
    public async Task<MoneyAccount> AccountAsync(Guid accountId, CancellationToken cancellationToken) =>
        await db.Set<MoneyAccount>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == accountId, cancellationToken) ?? throw new NotFoundException();

    public async Task<OpenWork> OpenWorkAsync(MoneyAccount account, CancellationToken cancellationToken)
    {
        var lines = await OpenLines(db, account.Id)
            .Select(line => new { line.Id, Fen = line.Fen - line.MatchedFen, line.Date, line.CounterpartyKey, line.Memo, line.Serial, line.References, line.FeeFen })
            .ToListAsync(cancellationToken);
        List<BankLine> open = lines.ConvertAll(line => new BankLine
        {
            Id = line.Id,
            Fen = line.Fen,
            Date = line.Date,
            Counterparty = line.CounterpartyKey,
            Memo = line.Memo,
            Serial = line.Serial,
            References = line.References.Length == 0 ? [] : line.References.Split('\n'),
            FeeFen = line.FeeFen,
        });
        var waiting = await items.ListAsync(account, cancellationToken);
        var aliases = await rules.AliasesAsync(account.Id, cancellationToken);
        var certain = new MatchingEngine(MatchPolicy.Default, aliases).FindCertain(open, waiting);
        return new OpenWork(open, waiting, certain.ToDictionary(match => match.Line.Id), new CandidateSearch(MatchPolicy.Default, aliases, open, waiting));
    }

    public static IQueryable<StatementLine> OpenLines(VolunteerDbContext db, Guid accountId) =>
        db.Set<StatementLine>().AsNoTracking().Where(line => line.MoneyAccountId == accountId && line.MatchedFen != line.Fen && line.IgnoredAt == null);
}
