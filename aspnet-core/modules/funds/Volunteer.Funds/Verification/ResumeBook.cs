using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Verification;

/// <summary>Lets a halted book take entries again, once it adds up.</summary>
internal static class ResumeBook
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/resumption", HandleAsync)
        .RequirePermission(FundsPermissions.SuperviseBooks);

    private static async Task<NoContent> HandleAsync(Guid bookId, VolunteerDbContext db, BookAccess books, BalanceCheck check, CancellationToken cancellationToken)
    {
        await books.RequireAsync(bookId, cancellationToken);
        if (!await check.IsSoundAsync(bookId, cancellationToken))
        {
            throw new BusinessException(FundsErrors.BookUnsound);
        }

        await db.Set<BookHead>().Where(head => head.Id == bookId).ExecuteUpdateAsync(set => set.SetProperty(head => head.State, BookState.Open), cancellationToken);
        return TypedResults.NoContent();
    }
}
