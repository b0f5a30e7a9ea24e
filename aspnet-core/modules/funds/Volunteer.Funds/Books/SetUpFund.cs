using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Funds.Books;

/// <summary>A new fund in a book.</summary>
internal static class SetUpFund
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/funds", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<Created<Response>> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, BookAccess books, BookFounding founding, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        var fund = new Fund(book.Id, request.Code, new FundText(TextRules.Normalise(request.Name), TextRules.Normalise(request.NameEn), request.Purpose.Trim()), request.Level, request.Restriction);
        founding.Add(fund);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(FundsErrors.FundCodeTaken);
        }

        return TypedResults.Created($"/api/funds/funds/{fund.Id}", new Response(fund.Id));
    }

    /// <param name="Code">Capitals, digits and hyphens; part of exports, so it never changes.</param>
    public sealed record Request(string Code, string Name, string NameEn, string Purpose, FundLevel Level, Restriction Restriction);

    public sealed record Response(Guid Id);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Code).NotEmpty().MaximumLength(20).Matches("^[A-Z0-9][A-Z0-9-]*$");
            RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
            RuleFor(r => r.NameEn).NotEmpty().MaximumLength(100);
            RuleFor(r => r.Purpose).NotEmpty().MaximumLength(1000);
        }
    }
}
