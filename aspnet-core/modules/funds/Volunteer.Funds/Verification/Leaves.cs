using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Verification;

/// <summary>The leaves of a book's tree, from what is stored.</summary>
internal sealed class Leaves(VolunteerDbContext db)
{
    /// <summary>Leaf hashes of the first <paramref name="size"/> entries.</summary>
    public async Task<byte[][]> ReadAsync(Guid bookId, long size, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Entry>().AsNoTracking()
            .Where(entry => entry.BookId == bookId && entry.Seq <= size)
            .OrderBy(entry => entry.Seq)
            .Select(entry => new { entry.ContentHash, entry.Seq, entry.Year, entry.Number })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => Merkle.LeafHash(EntryChain.Leaf(row.ContentHash, row.Seq, row.Year, row.Number)))];
    }
}
