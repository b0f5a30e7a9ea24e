using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Reports;

/// <summary>Income and expense of each project or campaign of a book over a period; a project may earn.</summary>
internal static class GetProjectStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books/{bookId:guid}/projects", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, VolunteerDbContext db, BookAccess books, CancellationToken cancellationToken, DateOnly? from = null, DateOnly? to = null)
    {
        await books.RequireAsync(bookId, cancellationToken);
        var last = to ?? await books.TodayAsync(cancellationToken);
        var first = from ?? new DateOnly(last.Year, 1, 1);
        var sums = await db.Set<EntryLine>()
            .Where(line => line.BookId == bookId && line.Date >= first && line.Date <= last && (line.ProjectId != null || line.CampaignId != null))
            .Join(db.Set<ChartAccount>().Where(account => account.Kind == AccountKind.Income || account.Kind == AccountKind.Cost), line => line.AccountId, account => account.Id, (line, account) => new { line.ProjectId, line.CampaignId, account.Code, account.Name, account.NameEn, account.Kind, line.Fen })
            .GroupBy(line => new { line.ProjectId, line.CampaignId, line.Code, line.Name, line.NameEn, line.Kind })
            .Select(group => new { group.Key, Fen = group.Sum(line => line.Fen) })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            first,
            last,
            [
                .. sums.GroupBy(sum => (sum.Key.ProjectId, sum.Key.CampaignId)).OrderBy(group => group.Key.ProjectId).ThenBy(group => group.Key.CampaignId).Select(group => new Item(
                    group.Key.ProjectId,
                    group.Key.CampaignId,
                    [.. group.OrderBy(sum => sum.Key.Code, StringComparer.Ordinal).Select(sum => new Row(sum.Key.Code, sum.Key.Name, sum.Key.NameEn, sum.Key.Kind, sum.Key.Kind is AccountKind.Income ? -sum.Fen : sum.Fen))],
                    -group.Where(sum => sum.Key.Kind is AccountKind.Income).Sum(sum => sum.Fen),
                    group.Where(sum => sum.Key.Kind is AccountKind.Cost).Sum(sum => sum.Fen),
                    -group.Sum(sum => sum.Fen))),
            ]));
    }

    public sealed record Response(DateOnly From, DateOnly To, IReadOnlyList<Item> Items);

    public sealed record Item(Guid? ProjectId, Guid? CampaignId, IReadOnlyList<Row> Rows, long Income, long Costs, long Result);

    public sealed record Row(string Account, string Name, string NameEn, AccountKind Kind, long Fen);
}
