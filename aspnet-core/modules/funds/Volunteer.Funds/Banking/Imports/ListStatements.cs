using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>The statements that were taken in for an account, newest first.</summary>
internal static class ListStatements
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/money-accounts/{accountId:guid}/statements", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid accountId, VolunteerDbContext db, CancellationToken cancellationToken, int page = 1, int pageSize = 50)
    {
        if (!await db.Set<MoneyAccount>().AnyAsync(account => account.Id == accountId, cancellationToken))
        {
            throw new NotFoundException();
        }

        var files = db.Set<StatementFile>().AsNoTracking().Where(file => file.MoneyAccountId == accountId && file.State != StatementFileState.Preview);
        var total = await files.CountAsync(cancellationToken);
        var rows = await files.OrderByDescending(file => file.UploadedAt).ThenByDescending(file => file.Id)
            .Skip(BankingPages.Skip(page, pageSize)).Take(BankingPages.Size(pageSize))
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(file => file.Id);
        var open = await db.Set<StatementLine>().AsNoTracking()
            .Where(line => ids.Contains(line.FileId) && line.MatchedFen != line.Fen && line.IgnoredAt == null)
            .GroupBy(line => line.FileId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return TypedResults.Ok(new Response([.. rows.Select(file => Item.Of(file, open.GetValueOrDefault(file.Id)))], total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="OpenCount">Of its lines, how many are not done yet.</param>
    public sealed record Item(
        Guid Id,
        string FileName,
        string State,
        string Format,
        DateOnly? From,
        DateOnly? To,
        long? OpeningFen,
        long? ClosingFen,
        int LineCount,
        int NewCount,
        int OpenCount,
        long CreditFen,
        long DebitFen,
        IReadOnlyList<string> AcceptedProblems,
        DateTimeOffset? ImportedAt)
    {
        internal static Item Of(StatementFile file, int open) => new(
            file.Id,
            file.FileName,
            file.State.ToString(),
            file.Format.ToString(),
            file.FirstDay,
            file.LastDay,
            file.OpeningFen,
            file.ClosingFen,
            file.LineCount,
            file.NewCount,
            open,
            file.CreditFen,
            file.DebitFen,
            file.AcceptedProblems?.Split(' ') ?? [],
            file.ImportedAt);
    }
}
