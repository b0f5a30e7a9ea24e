using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>One voucher as it is read and printed (记账凭证).</summary>
internal static class GetEntry
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/entries/{entryId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid entryId, VolunteerDbContext db, Charts charts, PersonRefs people, CancellationToken cancellationToken)
    {
        var entry = await db.Set<Entry>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == entryId, cancellationToken) ?? throw new NotFoundException();
        var book = await db.Set<Book>().AsNoTracking().SingleAsync(b => b.Id == entry.BookId, cancellationToken);
        var lines = await db.Set<EntryLine>().AsNoTracking().Where(line => line.EntryId == entryId).OrderBy(line => line.Position).ToListAsync(cancellationToken);
        var chart = await charts.OfAsync(entry.BookId, fresh: false, cancellationToken);
        if (lines.Exists(line => !chart.ById.ContainsKey(line.AccountId)))
        {
            chart = await charts.OfAsync(entry.BookId, fresh: true, cancellationToken);
        }

        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.BookId == entry.BookId).ToDictionaryAsync(fund => fund.Id, cancellationToken);
        var money = await db.Set<MoneyAccount>().AsNoTracking().Where(account => account.BookId == entry.BookId).ToDictionaryAsync(account => account.Id, cancellationToken);
        var reversedBy = await db.Set<Entry>().Where(other => other.ReversesId == entryId).Select(other => (Guid?)other.Id).SingleOrDefaultAsync(cancellationToken);
        var nameOf = await people.FindAsync([entry.PostedBy], cancellationToken);
        var total = lines.Where(line => line.Fen > 0).Sum(line => line.Fen);
        return TypedResults.Ok(new Response(
            entry.Id,
            entry.BookId,
            book.Name,
            book.HostName,
            entry.Seq,
            entry.Year,
            entry.Number,
            entry.Date,
            entry.Kind,
            entry.Text,
            new Source(entry.SourceType, entry.SourceId),
            entry.ReversesId,
            reversedBy,
            entry.PostedAt,
            nameOf(entry.PostedBy),
            total,
            YuanWords.Of(total),
            Convert.ToHexStringLower(entry.Hash),
            [.. lines.Select(line => LineOf(line, chart.ById[line.AccountId], funds[line.FundId], line.MoneyAccountId is { } id ? money[id] : null))]));
    }

    private static Line LineOf(EntryLine line, ChartAccount account, Fund fund, MoneyAccount? money) => new(
        line.Position, account.Code, account.Name, account.NameEn, line.Fen, fund.Id, fund.Code, fund.Name, fund.NameEn, money?.Id, money?.Name, line.CampaignId, line.ProjectId, line.GiftId, line.Text);

    /// <param name="TotalInWords">The sum of the debits in Chinese capital numerals (大写金额).</param>
    public sealed record Response(
        Guid Id,
        Guid BookId,
        string Book,
        string Host,
        long Seq,
        int Year,
        int Number,
        DateOnly Date,
        EntryKind Kind,
        string Text,
        Source Source,
        Guid? ReversesId,
        Guid? ReversedById,
        DateTimeOffset PostedAt,
        PersonRef? PostedBy,
        long Total,
        string TotalInWords,
        string Hash,
        IReadOnlyList<Line> Lines);

    /// <summary>What the entry comes from.</summary>
    public sealed record Source(string Type, string Id);

    public sealed record Line(
        int Position,
        string Account,
        string AccountName,
        string AccountNameEn,
        long Fen,
        Guid FundId,
        string Fund,
        string FundName,
        string FundNameEn,
        Guid? MoneyAccountId,
        string? MoneyAccount,
        Guid? CampaignId,
        Guid? ProjectId,
        Guid? GiftId,
        string? Text);
}
