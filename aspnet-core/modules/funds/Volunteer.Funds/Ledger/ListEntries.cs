using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>The journal, newest first.</summary>
internal static class ListEntries
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/entries", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(
        Guid bookId,
        [AsParameters] Filter filter,
        VolunteerDbContext db,
        BookAccess books,
        Charts charts,
        PersonRefs people,
        CancellationToken cancellationToken,
        int page = 1,
        int pageSize = 50)
    {
        await books.RequireAsync(bookId, cancellationToken);
        var entries = db.Set<Entry>().AsNoTracking().Where(entry => entry.BookId == bookId
            && (filter.From == null || entry.Date >= filter.From)
            && (filter.To == null || entry.Date <= filter.To)
            && (filter.Kind == null || entry.Kind == filter.Kind));
        if (!string.IsNullOrWhiteSpace(filter.Search))
        {
            var text = filter.Search.Trim();
            entries = entries.Where(entry => entry.Text.Contains(text));
        }

        if (filter.Account is { } code)
        {
            var ids = (await charts.OfAsync(bookId, fresh: false, cancellationToken)).Accounts.Where(account => account.Code.StartsWith(code, StringComparison.Ordinal)).Select(account => account.Id).ToList();
            entries = entries.Where(entry => db.Set<EntryLine>().Any(line => line.EntryId == entry.Id && ids.Contains(line.AccountId)));
        }

        if (filter.FundId is not null || filter.MoneyAccountId is not null || filter.ProjectId is not null || filter.CampaignId is not null)
        {
            entries = entries.Where(entry => db.Set<EntryLine>().Any(line => line.EntryId == entry.Id
                && (filter.FundId == null || line.FundId == filter.FundId)
                && (filter.MoneyAccountId == null || line.MoneyAccountId == filter.MoneyAccountId)
                && (filter.ProjectId == null || line.ProjectId == filter.ProjectId)
                && (filter.CampaignId == null || line.CampaignId == filter.CampaignId)));
        }

        var total = await entries.CountAsync(cancellationToken);
        var rows = await entries
            .OrderByDescending(entry => entry.Date).ThenByDescending(entry => entry.Seq)
            .Skip(Paging.Skip(page, pageSize)).Take(Paging.Size(pageSize))
            .Select(entry => new
            {
                Entry = entry,
                Fen = db.Set<EntryLine>().Where(line => line.EntryId == entry.Id && line.Fen > 0).Sum(line => line.Fen),
                ReversedById = db.Set<Entry>().Where(other => other.ReversesId == entry.Id).Select(other => (Guid?)other.Id).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var nameOf = await people.FindAsync(rows.Select(row => row.Entry.PostedBy), cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(row => new Item(row.Entry.Id, row.Entry.Year, row.Entry.Number, row.Entry.Date, row.Entry.Kind, row.Entry.Text, row.Fen, row.Entry.ReversesId, row.ReversedById, row.Entry.PostedAt, nameOf(row.Entry.PostedBy)))],
            total));
    }

    /// <param name="Account">Number, or its beginning.</param>
    internal sealed record Filter(DateOnly? From, DateOnly? To, EntryKind? Kind, string? Search, string? Account, Guid? FundId, Guid? MoneyAccountId, Guid? ProjectId, Guid? CampaignId);

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Fen">The sum of its debits.</param>
    public sealed record Item(Guid Id, int Year, int Number, DateOnly Date, EntryKind Kind, string Text, long Fen, Guid? ReversesId, Guid? ReversedById, DateTimeOffset PostedAt, PersonRef? PostedBy);
}
