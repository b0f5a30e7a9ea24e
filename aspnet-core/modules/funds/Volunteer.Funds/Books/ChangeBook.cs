using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Funds.Books;

/// <summary>Name, host charity and whether donors may pay online. Standard and opening day stay.</summary>
internal static class ChangeBook
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/books/{bookId:guid}", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid bookId, Request request, VolunteerDbContext db, BookAccess books, CancellationToken cancellationToken)
    {
        var book = await books.RequireAsync(bookId, cancellationToken);
        book.Describe(TextRules.Normalise(request.Name), request.Host.ToHost(), request.OnlinePayment);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            throw new BusinessException(FundsErrors.BookNameTaken);
        }

        return TypedResults.NoContent();
    }

    public sealed record Request(string Name, HostInput Host, bool OnlinePayment);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
            RuleFor(r => r.Host).SetValidator(new HostInput.Validator());
        }
    }
}
