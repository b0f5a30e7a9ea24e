using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;
using Volunteer.Recurrence;

namespace Volunteer.Funds.Books;

/// <summary>Finds books, and what day it is for them.</summary>
internal sealed class BookAccess(VolunteerDbContext db, ICommunity community, TimeProvider clock)
{
    public async Task<Book> RequireAsync(Guid bookId, CancellationToken cancellationToken) =>
        await db.Set<Book>().SingleOrDefaultAsync(book => book.Id == bookId, cancellationToken) ?? throw new NotFoundException();

    public async Task<BookHead> HeadAsync(Guid bookId, CancellationToken cancellationToken) =>
        await db.Set<BookHead>().AsNoTracking().SingleOrDefaultAsync(head => head.Id == bookId, cancellationToken) ?? throw new NotFoundException();

    /// <summary>The business day in the community's zone: 16:00 UTC is tomorrow in Shanghai.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken cancellationToken) =>
        DateOnly.FromDateTime(LocalTimes.ToLocal(clock.GetUtcNow(), (await community.CurrentAsync(cancellationToken)).TimeZone).ToDateTimeUnspecified());
}

/// <summary>People as lists show them.</summary>
internal sealed record PersonRef(Guid Id, string Name);

/// <summary>Names for the ids of people.</summary>
internal sealed class PersonRefs(IPeople people)
{
    public async Task<Func<Guid?, PersonRef?>> FindAsync(IEnumerable<Guid?> ids, CancellationToken cancellationToken)
    {
        var cards = await people.FindAsync([.. ids.Where(id => id is not null).Select(id => id!.Value).Distinct()], cancellationToken);
        return id => id is { } known && cards.TryGetValue(known, out var card) ? new PersonRef(card.Id, card.Name) : null;
    }
}
