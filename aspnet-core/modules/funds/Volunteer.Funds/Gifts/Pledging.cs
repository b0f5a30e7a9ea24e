using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Gifts;

/// <summary>Writes promises with a code, and with odd fen where asked for. Saves.</summary>
internal sealed class Pledging(VolunteerDbContext db, TimeProvider clock)
{
    private const int MostSuffix = 99;
    private const int Attempts = 5;

    public async Task<Pledge> AddAsync(NewPledge pledge, bool withSuffix, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var added = new Pledge(pledge, NoteCodes.New(), withSuffix ? await FreeSuffixAsync(pledge, cancellationToken) : null, clock.GetUtcNow());
            db.Add(added);
            try
            {
                // EF sets a savepoint inside a larger transaction, so a refused row does not spoil the rest.
                await db.SaveChangesAsync(cancellationToken);
                return added;
            }
            catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception) && attempt < Attempts)
            {
                // Somebody took the same odd fen in this moment: the next free one.
                db.Entry(added).State = EntityState.Detached;
            }
        }
    }

    private async Task<int> FreeSuffixAsync(NewPledge pledge, CancellationToken cancellationToken)
    {
        var (from, to) = (pledge.Fen + 1, pledge.Fen + MostSuffix);
        var taken = await db.Set<Pledge>().AsNoTracking()
            .Where(p => p.BookId == pledge.BookId && p.State == PledgeState.Open && p.SuffixFen != null && p.PayableFen >= from && p.PayableFen <= to)
            .Select(p => p.PayableFen)
            .ToListAsync(cancellationToken);
        var free = Enumerable.Range(1, MostSuffix).Where(suffix => !taken.Contains(pledge.Fen + suffix)).ToList();
        return free.Count == 0
            ? throw new BusinessException(FundsErrors.NoSuffixLeft)
            : free[RandomNumberGenerator.GetInt32(free.Count)];
    }
}
