using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Matching;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>The legs of an entry that move an account's money.</summary>
internal sealed class LedgerLegs(VolunteerDbContext db)
{
    public async Task<IReadOnlyList<LedgerPart>> OfAsync(Guid entryId, Guid accountId, CancellationToken cancellationToken) => await db.Set<EntryLine>().AsNoTracking()
        .Where(leg => leg.EntryId == entryId && leg.MoneyAccountId == accountId)
        .OrderBy(leg => leg.Position)
        .Select(leg => new LedgerPart(leg.Id, leg.Fen, entryId))
        .ToListAsync(cancellationToken);
}
