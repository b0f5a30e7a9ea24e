using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Funds.Books;

/// <summary>A sub-account of one's own (明细科目): the system allows more accounts, not other numbers for its own.</summary>
internal static class AddChartAccount
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/chart", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, BookAccess books, Charts charts, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var chart = await charts.OfAsync(bookId, fresh: true, cancellationToken);
        var from = request.ValidFrom ?? book.OpensOn;
        var parent = chart.Accounts.LastOrDefault(account => account.Code == request.ParentCode && account.IsValidOn(from)) ?? throw new NotFoundException();
        if (chart.Accounts.Any(account => account.Code == request.Code))
        {
            throw new BusinessException(FundsErrors.AccountCodeTaken);
        }

        await db.InTransactionAsync(
            async () =>
            {
                db.Add(new ChartAccount(bookId, new ChartLine(request.Code, TextRules.Normalise(request.Name), TextRules.Normalise(request.NameEn), parent.Kind, Role: null, parent.Spendable), from, parent.ValidUntil, toBeConfirmed: false));
                await db.SaveChangesAsync(cancellationToken);
                await ConfirmChart.MoveAsync(db, bookId, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string ParentCode, string Code, string Name, string NameEn, DateOnly? ValidFrom = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Code).NotEmpty().MaximumLength(20).Matches("^[0-9]+$");
            RuleFor(r => r.Code).Must((request, code) => code.StartsWith(request.ParentCode, StringComparison.Ordinal) && code.Length > request.ParentCode.Length);
            RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
            RuleFor(r => r.NameEn).NotEmpty().MaximumLength(100);
        }
    }
}

/// <summary>An accountant has compared the proposed chart with the official list.</summary>
internal static class ConfirmChart
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/chart/confirmation", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    /// <summary>Tells every host that what it remembers of the chart is old.</summary>
    public static Task<int> MoveAsync(VolunteerDbContext db, Guid bookId, CancellationToken cancellationToken) => db.Set<BookHead>()
        .Where(head => head.Id == bookId)
        .ExecuteUpdateAsync(set => set.SetProperty(head => head.ChartVersion, head => head.ChartVersion + 1), cancellationToken);

    private static async Task<NoContent> HandleAsync(Guid bookId, VolunteerDbContext db, BookAccess books, CancellationToken cancellationToken)
    {
        await books.RequireAsync(bookId, cancellationToken);
        await db.InTransactionAsync(
            async () =>
            {
                foreach (var account in await db.Set<ChartAccount>().Where(account => account.BookId == bookId && account.ToBeConfirmed).ToListAsync(cancellationToken))
                {
                    account.Confirm();
                }

                await db.SaveChangesAsync(cancellationToken);
                await MoveAsync(db, bookId, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
