using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Ledger;

/// <summary>What each fund had when the book was opened; net assets are what is left. Posted once, on the book's first day.</summary>
internal static class PostOpening
{
    public const string SourceType = "opening";

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/opening", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<PostedVoucher>> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, BookAccess books, ILedger ledger, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var source = new PostingSource(SourceType, bookId.ToString());
        if (await db.Set<Entry>().AnyAsync(entry => entry.BookId == bookId && entry.SourceType == SourceType, cancellationToken))
        {
            throw new BusinessException(FundsErrors.OpeningPosted);
        }

        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => fund.BookId == bookId).ToDictionaryAsync(fund => fund.Id, cancellationToken);
        var lines = request.Lines.Select(line => new PostingLine(line.Account, line.Fen, line.FundId) { MoneyAccountId = line.MoneyAccountId }).ToList();
        foreach (var fund in request.Lines.GroupBy(line => line.FundId))
        {
            var restriction = (funds.GetValueOrDefault(fund.Key) ?? throw new NotFoundException()).Restriction;
            var sum = fund.Aggregate(0m, (total, line) => total + line.Fen);
            if (sum is > long.MaxValue or < long.MinValue)
            {
                throw new BusinessException(FundsErrors.AmountTooLarge);
            }

            if (sum != 0)
            {
                lines.Add(new PostingLine(restriction is Restriction.Restricted ? AccountRole.RestrictedNetAssets : AccountRole.UnrestrictedNetAssets, -(long)sum, fund.Key));
            }
        }

        var posting = new Posting(bookId, book.OpensOn, EntryKind.Opening, request.Text ?? "期初余额", source, lines);
        return PostedVoucher.Created(await db.AtomicallyAsync(() => ledger.PostAsync(posting, cancellationToken), cancellationToken));
    }

    public sealed record Request(IReadOnlyList<Line> Lines, string? Text = null);

    /// <param name="Fen">Assets positive, debts negative.</param>
    public sealed record Line(string Account, long Fen, Guid FundId, Guid? MoneyAccountId = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Lines).NotEmpty();
            RuleFor(r => r.Text).MaximumLength(Entry.LongestText);
            RuleForEach(r => r.Lines).ChildRules(line => line.RuleFor(l => l.Account).NotEmpty().MaximumLength(20));
        }
    }
}
