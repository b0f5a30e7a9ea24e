using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Periods;

/// <summary>The book's months, newest first, each with what was asked and done about it.</summary>
internal static class ListMonths
{
    private const int Most = 240;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/months", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, VolunteerDbContext db, BookAccess books, PersonRefs people, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var head = await books.HeadAsync(bookId, cancellationToken);
        var requests = await db.Set<PeriodRequest>().AsNoTracking().Where(request => request.BookId == bookId).OrderBy(request => request.AskedAt).ToListAsync(cancellationToken);
        var counts = await db.Set<Entry>().Where(entry => entry.BookId == bookId)
            .GroupBy(entry => new { entry.Date.Year, entry.Date.Month }).Select(group => new { group.Key.Year, group.Key.Month, Count = group.Count() })
            .ToDictionaryAsync(row => new DateOnly(row.Year, row.Month, 1), row => row.Count, cancellationToken);
        var nameOf = await people.FindAsync(requests.SelectMany(request => new[] { request.AskedBy, request.DecidedBy }), cancellationToken);
        var steps = requests.ToLookup(request => request.Month);
        var items = new List<Item>();
        for (var month = Months.FirstDay(await books.TodayAsync(cancellationToken)); Months.LastDay(month) >= book.OpensOn && items.Count < Most; month = month.AddMonths(-1))
        {
            items.Add(new Item(
                month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                Months.LastDay(month) <= head.ClosedThrough,
                counts.GetValueOrDefault(month),
                [.. steps[month].Select(r => new Step(r.Id, r.Action, r.Reason, r.State, r.AskedAt, nameOf(r.AskedBy), r.DecidedAt, nameOf(r.DecidedBy)))]));
        }

        return TypedResults.Ok(new Response(items));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(string Month, bool IsClosed, int Entries, IReadOnlyList<Step> Steps);

    public sealed record Step(Guid Id, PeriodAction Action, string? Reason, PeriodRequestState State, DateTimeOffset AskedAt, PersonRef? AskedBy, DateTimeOffset? DecidedAt, PersonRef? DecidedBy);
}
