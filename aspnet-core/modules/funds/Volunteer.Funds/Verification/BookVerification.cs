using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Verification;

internal enum Damage
{
    /// <summary>An entry is missing from the middle.</summary>
    Missing,

    /// <summary>The content is not what was hashed.</summary>
    Changed,

    /// <summary>The entry does not follow the one before it.</summary>
    Unchained,

    /// <summary>A voucher number is missing or out of turn.</summary>
    NumberGap,

    /// <summary>The end was cut off: a published checkpoint counted more entries.</summary>
    Truncated,

    /// <summary>What a published checkpoint said is no longer what the book says.</summary>
    NotAsPublished,
}

/// <param name="Entries">How many were read and found whole.</param>
/// <param name="BrokenSeq">The first position at which something is wrong.</param>
internal sealed record VerificationResult(long Entries, long? BrokenSeq, Damage? Damage)
{
    public bool IsWhole => Damage is null;
}

/// <summary>Reads a book from its first entry on and computes everything again.</summary>
internal sealed class BookVerification(VolunteerDbContext db, Charts charts, BookAccess books)
{
    private const int Chunk = 1_000;

    public async Task<VerificationResult> VerifyAsync(Guid bookId, CancellationToken cancellationToken)
    {
        var head = await books.HeadAsync(bookId, cancellationToken);
        var chart = await charts.OfAsync(bookId, fresh: true, cancellationToken);
        var checkpoints = await db.Set<Checkpoint>().AsNoTracking().Where(c => c.BookId == bookId).OrderBy(c => c.Size).ToListAsync(cancellationToken);
        var published = checkpoints.ToLookup(checkpoint => checkpoint.Size);
        var (seq, hash) = (0L, EntryChain.Genesis(bookId));
        var numbers = new Dictionary<int, int>();
        var leaves = new List<byte[]>();
        while (true)
        {
            var entries = await db.Set<Entry>().AsNoTracking().Where(entry => entry.BookId == bookId && entry.Seq > seq).OrderBy(entry => entry.Seq).Take(Chunk).ToListAsync(cancellationToken);
            if (entries.Count == 0)
            {
                break;
            }

            var ids = entries.Select(entry => entry.Id).ToList();
            var lines = (await db.Set<EntryLine>().AsNoTracking().Where(line => ids.Contains(line.EntryId)).ToListAsync(cancellationToken)).ToLookup(line => line.EntryId);
            foreach (var entry in entries)
            {
                if (DamageOf(entry, [.. lines[entry.Id].OrderBy(line => line.Position)], chart, seq, hash, numbers) is { } damage)
                {
                    return new VerificationResult(seq, seq + 1, damage);
                }

                (seq, hash) = (entry.Seq, entry.Hash);
                leaves.Add(Merkle.LeafHash(EntryChain.Leaf(entry.ContentHash, entry.Seq, entry.Year, entry.Number)));
                if (published[seq].Any(checkpoint => !checkpoint.Hash.AsSpan().SequenceEqual(hash) || !checkpoint.Root.AsSpan().SequenceEqual(Merkle.Root(leaves.ToArray()))))
                {
                    return new VerificationResult(seq, seq, Damage.NotAsPublished);
                }
            }
        }

        // The head may have grown while the book was read, but it never lies behind what was read.
        return checkpoints.Exists(checkpoint => checkpoint.Size > seq) || head.LastSeq > seq
            ? new VerificationResult(seq, seq + 1, Damage.Truncated)
            : new VerificationResult(seq, BrokenSeq: null, Damage: null);
    }

    private static Damage? DamageOf(Entry entry, List<EntryLine> lines, Chart chart, long before, byte[] hash, Dictionary<int, int> numbers)
    {
        if (entry.Seq != before + 1)
        {
            return Damage.Missing;
        }

        if (lines.Exists(line => !chart.ById.ContainsKey(line.AccountId))
            || lines.Count != entry.LineCount
            || lines.Exists(line => line.Date != entry.Date || line.BookId != entry.BookId)
            || entry.Date.Year != entry.Year
            || !EntryContent.Of(entry, lines, id => chart.ById[id].Code).Hash().AsSpan().SequenceEqual(entry.ContentHash))
        {
            return Damage.Changed;
        }

        if (!EntryChain.Link(hash, entry.ContentHash, entry.Seq, entry.Year, entry.Number).AsSpan().SequenceEqual(entry.Hash))
        {
            return Damage.Unchained;
        }

        numbers[entry.Year] = numbers.GetValueOrDefault(entry.Year) + 1;
        return numbers[entry.Year] == entry.Number ? null : Damage.NumberGap;
    }
}
