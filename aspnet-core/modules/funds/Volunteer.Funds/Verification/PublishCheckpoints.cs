using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Verification;

/// <summary>
/// Soon after midnight, local: closes yesterday with a checkpoint of every book that has grown. Wakes every hour, because
/// communities may lie in several zones, and catches up when it has slept.
/// </summary>
internal sealed class PublishCheckpoints(VolunteerDbContext db, BookAccess books, Leaves leaves, TimeProvider clock) : IRecurringJob
{
    public const string Name = "funds.publish-checkpoints";
    public const string Cron = "0 20 * * * ?";

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var day = (await books.TodayAsync(cancellationToken)).AddDays(-1);
        foreach (var book in await db.Set<Book>().AsNoTracking().ToListAsync(cancellationToken))
        {
            var head = await books.HeadAsync(book.Id, cancellationToken);
            var last = await db.Set<Checkpoint>().AsNoTracking().Where(c => c.BookId == book.Id).OrderByDescending(c => c.Day).FirstOrDefaultAsync(cancellationToken);
            if (head.State is not BookState.Open || head.LastSeq == 0 || last?.Day >= day || last?.Size == head.LastSeq)
            {
                continue;
            }

            var read = await leaves.ReadAsync(book.Id, head.LastSeq, cancellationToken);
            if (read.Length == head.LastSeq)
            {
                db.Add(new Checkpoint(book.Id, day, head.LastSeq, Merkle.Root(read), head.LastHash, clock.GetUtcNow()));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
