using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Platform;

namespace Volunteer.Funds.Verification;

/// <summary>A published checkpoint; hashes in lower-case hexadecimal.</summary>
internal sealed record PublishedCheckpoint(DateOnly Day, long Size, string Root, string Hash, DateTimeOffset TakenAt)
{
    public static PublishedCheckpoint Of(Checkpoint checkpoint) =>
        new(checkpoint.Day, checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root), Convert.ToHexStringLower(checkpoint.Hash), checkpoint.TakenAt);
}

/// <param name="Content">The very bytes that are hashed, as JSON text; what people typed stands in it as commitments only.</param>
internal sealed record PublishedEntry(long Seq, int Year, int Number, string Content);

/// <summary>What the public pages show of books.</summary>
internal sealed class PublicBooks(VolunteerDbContext db, ICommunityDirectory communities, Charts charts)
{
    /// <summary>The community to enter.</summary>
    public async Task<Guid> FindAsync(string community, CancellationToken cancellationToken) =>
        await communities.FindAsync(community, cancellationToken) ?? throw new NotFoundException();

    public async Task<List<PublishedEntry>> EntriesAsync(IQueryable<Entry> query, CancellationToken cancellationToken)
    {
        var entries = await query.AsNoTracking().OrderBy(entry => entry.Seq).ToListAsync(cancellationToken);
        var ids = entries.Select(entry => entry.Id).ToList();
        var lines = (await db.Set<EntryLine>().AsNoTracking().Where(line => ids.Contains(line.EntryId)).ToListAsync(cancellationToken)).ToLookup(line => line.EntryId);
        var published = new List<PublishedEntry>();
        foreach (var entry in entries)
        {
            var chart = await charts.OfAsync(entry.BookId, fresh: false, cancellationToken);
            published.Add(new PublishedEntry(entry.Seq, entry.Year, entry.Number, EntryContent.Of(entry, [.. lines[entry.Id].OrderBy(line => line.Position)], id => chart.ById[id].Code).Json()));
        }

        return published;
    }
}

/// <summary>The checkpoints of a book, newest first.</summary>
internal static class ListCheckpoints
{
    private const int Most = 400;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/public/{community}/books/{bookId:guid}/checkpoints", HandleAsync)
        .AllowEveryone("Published so that nobody can change the books unseen.");

    private static async Task<Ok<Response>> HandleAsync(string community, Guid bookId, VolunteerDbContext db, PublicBooks books, ICurrentTenant tenant, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(await books.FindAsync(community, cancellationToken));
        var book = await db.Set<Book>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == bookId, cancellationToken) ?? throw new NotFoundException();
        var checkpoints = await db.Set<Checkpoint>().AsNoTracking().Where(c => c.BookId == bookId).OrderByDescending(c => c.Day).Take(Most).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(book.Name, book.HostName, [.. checkpoints.Select(PublishedCheckpoint.Of)]));
    }

    public sealed record Response(string Book, string Host, IReadOnlyList<PublishedCheckpoint> Checkpoints);
}

/// <summary>That an entry is in the book as published: its content, and the way from it to a checkpoint's root.</summary>
internal static class ProveEntry
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/public/{community}/entries/{entryId:guid}/proof", HandleAsync)
        .AllowEveryone("Whoever has a receipt may check it against what was published.");

    private static async Task<Ok<Response>> HandleAsync(string community, Guid entryId, VolunteerDbContext db, PublicBooks books, ICurrentTenant tenant, Leaves leaves, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(await books.FindAsync(community, cancellationToken));
        var entry = await db.Set<Entry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, cancellationToken) ?? throw new NotFoundException();

        // The first that covers it: a receipt's proof stays the same for ever.
        var checkpoint = await db.Set<Checkpoint>().AsNoTracking().Where(c => c.BookId == entry.BookId && c.Size >= entry.Seq).OrderBy(c => c.Size).FirstOrDefaultAsync(cancellationToken)
            ?? throw new BusinessException(FundsErrors.NotPublishedYet);
        var path = Merkle.Inclusion((int)entry.Seq - 1, await leaves.ReadAsync(entry.BookId, checkpoint.Size, cancellationToken));
        var published = await books.EntriesAsync(db.Set<Entry>().Where(e => e.Id == entryId), cancellationToken);
        return TypedResults.Ok(new Response(PublishedCheckpoint.Of(checkpoint), published[0], [.. path.Select(Convert.ToHexStringLower)]));
    }

    /// <param name="Path">RFC 6962 inclusion proof, lowest first.</param>
    public sealed record Response(PublishedCheckpoint Checkpoint, PublishedEntry Entry, IReadOnlyList<string> Path);
}

/// <summary>A whole day: every entry since the checkpoint before, and the peaks of the tree they were added to.</summary>
internal static class ProveDay
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/public/{community}/books/{bookId:guid}/days/{day}", HandleAsync)
        .AllowEveryone("Anybody may check a day's entries against what was published.");

    private static async Task<Ok<Response>> HandleAsync(string community, Guid bookId, string day, VolunteerDbContext db, PublicBooks books, ICurrentTenant tenant, Leaves leaves, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(await books.FindAsync(community, cancellationToken));
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw new NotFoundException();
        }

        var checkpoint = await db.Set<Checkpoint>().AsNoTracking().SingleOrDefaultAsync(c => c.BookId == bookId && c.Day == date, cancellationToken) ?? throw new NotFoundException();
        var before = await db.Set<Checkpoint>().AsNoTracking().Where(c => c.BookId == bookId && c.Day < date).OrderByDescending(c => c.Day).FirstOrDefaultAsync(cancellationToken);
        var (from, size) = (before?.Size ?? 0, checkpoint.Size);
        var all = await leaves.ReadAsync(bookId, size, cancellationToken);
        var entries = await books.EntriesAsync(db.Set<Entry>().Where(entry => entry.BookId == bookId && entry.Seq > from && entry.Seq <= size), cancellationToken);
        return TypedResults.Ok(new Response(
            PublishedCheckpoint.Of(checkpoint),
            before is null ? null : PublishedCheckpoint.Of(before),
            [.. Merkle.Peaks(all.AsSpan(0, (int)from)).Select(Convert.ToHexStringLower)],
            from == 0 ? [] : [.. Merkle.Consistency((int)from, all).Select(Convert.ToHexStringLower)],
            entries));
    }

    /// <param name="Peaks">Roots of the full subtrees before the day, largest first: they fold to the root before, and with the day's leaves to the root after.</param>
    /// <param name="Consistency">RFC 6962 consistency proof from the checkpoint before to this one.</param>
    public sealed record Response(PublishedCheckpoint Checkpoint, PublishedCheckpoint? Before, IReadOnlyList<string> Peaks, IReadOnlyList<string> Consistency, IReadOnlyList<PublishedEntry> Entries);
}

/// <summary>That one published checkpoint is the beginning of another.</summary>
internal static class ProveConsistency
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/public/{community}/books/{bookId:guid}/consistency", HandleAsync)
        .AllowEveryone("Whoever kept an old notice may check that nothing on it was changed since.");

    private static async Task<Ok<Response>> HandleAsync(string community, Guid bookId, DateOnly from, DateOnly to, VolunteerDbContext db, PublicBooks books, ICurrentTenant tenant, Leaves leaves, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(await books.FindAsync(community, cancellationToken));
        var checkpoints = await db.Set<Checkpoint>().AsNoTracking().Where(c => c.BookId == bookId && (c.Day == from || c.Day == to)).OrderBy(c => c.Day).ToListAsync(cancellationToken);
        if (checkpoints.Count == 0 || checkpoints[0].Day != from || checkpoints[^1].Day != to)
        {
            throw new NotFoundException();
        }

        var all = await leaves.ReadAsync(bookId, checkpoints[^1].Size, cancellationToken);
        return TypedResults.Ok(new Response(
            PublishedCheckpoint.Of(checkpoints[0]),
            PublishedCheckpoint.Of(checkpoints[^1]),
            [.. Merkle.Consistency((int)checkpoints[0].Size, all).Select(Convert.ToHexStringLower)]));
    }

    public sealed record Response(PublishedCheckpoint From, PublishedCheckpoint To, IReadOnlyList<string> Path);
}
