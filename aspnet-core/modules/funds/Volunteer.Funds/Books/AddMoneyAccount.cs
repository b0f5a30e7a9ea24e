using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Funds.Books;

/// <summary>A bank account, wallet, cash box or provider balance in which the book's money lies.</summary>
internal static class AddMoneyAccount
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/money-accounts", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, BookAccess books, AccountNumbers numbers, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        if (request.Currency != book.Currency)
        {
            throw new BusinessException(FundsErrors.CurrencyMixed);
        }

        var account = new MoneyAccount(book.Id, request.Kind, TextRules.Normalise(request.Name), request.Currency, request.Number is { } number ? numbers.Keep(number) : null);
        db.Add(account);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(FundsErrors.MoneyAccountKnown);
        }

        return TypedResults.Created($"/api/funds/money-accounts/{account.Id}", new Response(account.Id));
    }

    /// <param name="Number">Kept masked and as a keyed hash only.</param>
    public sealed record Request(MoneyAccountKind Kind, string Name, string? Number = null, string Currency = Book.Yuan);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
            RuleFor(r => r.Number).MaximumLength(60);
            RuleFor(r => r.Number).NotEmpty().When(r => r.Kind is MoneyAccountKind.BankAccount);
        }
    }
}
