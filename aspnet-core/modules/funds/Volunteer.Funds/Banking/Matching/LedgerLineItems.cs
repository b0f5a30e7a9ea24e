using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>Names of parties, by whoever keeps them.</summary>
internal interface IPartyNames
{
    Task<IReadOnlyDictionary<Guid, string>> FindAsync(IReadOnlyCollection<Guid> partyIds, CancellationToken cancellationToken);
}

/// <summary>A leg of the books that moves the account's money and that no line of a statement explains yet.</summary>
internal sealed record OpenLedgerLine(Guid Id, Guid EntryId, int Position, DateOnly Date, long Fen, long MatchedFen, EntryKind Kind, Guid? ReversesId)
{
    public long OpenFen => Fen - MatchedFen;
}

/// <summary>
/// The books' side. Opening balances are left out: the statement's opening balance is their counterpart. An entry and its
/// reversal, both untouched, explain each other.
/// </summary>
internal sealed class LedgerLineItems(VolunteerDbContext db, IEnumerable<IPartyNames> parties) : IOpenItemSource
{
    private const int MostNamesAtOnce = 1000;

    public OpenItemKind Kind => OpenItemKind.LedgerLine;

    public async Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken)
    {
        var open = (await OpenAsync(account.Id, asOf: null, cancellationToken)).ToDictionary(line => line.Id);
        if (open.Count == 0)
        {
            return [];
        }

        var details = await Unexplained(account.Id)
            .Select(row => new { row.Line.Id, row.Line.FundId, row.Line.PartyId, row.Line.GiftId, LineText = row.Line.Text, row.Entry.Text, row.Entry.SourceType, row.Entry.SourceId, row.Entry.Year, row.Entry.Number })
            .ToListAsync(cancellationToken);
        var codes = await CodesAsync(account.BookId, cancellationToken);
        var names = await NamesAsync([.. details.Select(detail => detail.PartyId).OfType<Guid>().Distinct()], cancellationToken);
        var items = new List<OpenItem>(details.Count);
        foreach (var detail in details)
        {
            if (open.TryGetValue(detail.Id, out var line))
            {
                var name = detail.PartyId is { } party ? names.GetValueOrDefault(party) : null;
                items.Add(new OpenItem
                {
                    Kind = OpenItemKind.LedgerLine,
                    Id = line.Id,
                    Fen = line.OpenFen,
                    Date = line.Date,
                    Counterparty = BankText.Key(name ?? detail.LineText ?? string.Empty),
                    NoteCode = detail.GiftId is { } gift ? codes.GetValueOrDefault(gift, string.Empty) : string.Empty,
                    ExternalIds = [detail.SourceId],
                    Label = name ?? detail.LineText ?? detail.Text,
                    FundId = detail.FundId,
                    Number = string.Create(CultureInfo.InvariantCulture, $"{detail.Year}-{detail.Number:D4}"),
                });
            }
        }

        return items;
    }

    public async Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken)
    {
        var exists = await db.Set<EntryLine>().AsNoTracking().AnyAsync(leg => leg.Id == itemId && leg.MoneyAccountId == account.Id, cancellationToken);
        return exists ? [new LedgerPart(itemId, fen)] : throw new NotFoundException();
    }

    /// <summary>Open legs as of a day, with what matches of up to that day took of them; null: as of now.</summary>
    public async Task<List<OpenLedgerLine>> OpenAsync(Guid accountId, DateOnly? asOf, CancellationToken cancellationToken)
    {
        var rows = asOf is { } day
            ? await (
                from row in Legs(accountId)
                where row.Line.Date <= day
                let matched = (from leg in db.Set<MatchLeg>()
                               join match in db.Set<BankMatch>() on leg.MatchId equals match.Id
                               where leg.LedgerLineId == row.Line.Id && match.UndoneAt == null && match.LatestDate <= day
                               select (long?)leg.Fen).Sum() ?? 0
                where matched != row.Line.Fen
                select new OpenLedgerLine(row.Line.Id, row.Line.EntryId, row.Line.Position, row.Line.Date, row.Line.Fen, matched, row.Entry.Kind, row.Entry.ReversesId)).ToListAsync(cancellationToken)
            : await Unexplained(accountId)
                .Select(row => new OpenLedgerLine(row.Line.Id, row.Line.EntryId, row.Line.Position, row.Line.Date, row.Line.Fen, row.MatchedFen, row.Entry.Kind, row.Entry.ReversesId))
                .ToListAsync(cancellationToken);
        return WithoutReversedPairs(rows);
    }

    private static List<OpenLedgerLine> WithoutReversedPairs(List<OpenLedgerLine> rows)
    {
        var untouched = rows.Where(row => row.MatchedFen == 0).ToDictionary(row => (row.EntryId, row.Position));
        var gone = new HashSet<Guid>();
        foreach (var reversal in untouched.Values)
        {
            if (reversal.ReversesId is { } reversed && untouched.TryGetValue((reversed, reversal.Position), out var original) && original.Fen == -reversal.Fen)
            {
                gone.Add(original.Id);
                gone.Add(reversal.Id);
            }
        }

        return rows.FindAll(row => !gone.Contains(row.Id));
    }

    private IQueryable<Leg> Legs(Guid accountId) =>
        from line in db.Set<EntryLine>().AsNoTracking()
        join entry in db.Set<Entry>().AsNoTracking() on line.EntryId equals entry.Id
        where line.MoneyAccountId == accountId && entry.Kind != EntryKind.Opening
        select new Leg { Line = line, Entry = entry };

    private IQueryable<Leg> Unexplained(Guid accountId) =>
        from leg in Legs(accountId)
        join use in db.Set<LedgerLineUse>().AsNoTracking() on leg.Line.Id equals use.Id into uses
        from use in uses.DefaultIfEmpty()
        where use == null || use.MatchedFen != leg.Line.Fen
        select new Leg { Line = leg.Line, Entry = leg.Entry, MatchedFen = use == null ? 0 : use.MatchedFen };

    /// <summary>A gift that was recorded by hand for a pledge: the payer wrote the pledge's code. A monthly pledge's code stands for many gifts and tells none.</summary>
    private async Task<Dictionary<Guid, string>> CodesAsync(Guid bookId, CancellationToken cancellationToken) => await db.Set<Gift>().AsNoTracking()
        .Where(gift => gift.BookId == bookId)
        .Join(db.Set<Pledge>().Where(pledge => !pledge.IsMonthly), gift => gift.PledgeId, pledge => pledge.Id, (gift, pledge) => new { gift.Id, pledge.NoteCode })
        .ToDictionaryAsync(pair => pair.Id, pair => pair.NoteCode, cancellationToken);

    private async Task<Dictionary<Guid, string>> NamesAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var source in parties)
        {
            foreach (var chunk in ids.Chunk(MostNamesAtOnce))
            {
                foreach (var (id, name) in await source.FindAsync(chunk, cancellationToken))
                {
                    names[id] = name;
                }
            }
        }

        return names;
    }

    private sealed class Leg
    {
        public required EntryLine Line { get; init; }

        public required Entry Entry { get; init; }

        public long MatchedFen { get; init; }
    }
}
