using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Verification;

/// <summary>Reads the whole book again and names the first place where something is not as it was written.</summary>
internal static class VerifyBook
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/books/{bookId:guid}/verification", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(Guid bookId, BookVerification verification, BookAccess books, BalanceCheck balances, CancellationToken cancellationToken)
    {
        await books.RequireAsync(bookId, cancellationToken);
        var result = await verification.VerifyAsync(bookId, cancellationToken);
        return TypedResults.Ok(new Response(result.IsWhole, result.Entries, result.BrokenSeq, result.Damage, await balances.IsSoundAsync(bookId, cancellationToken)));
    }

    /// <param name="BalancesAgree">Whether the trial balance is zero and every fund's balance is the sum of its lines.</param>
    public sealed record Response(bool IsWhole, long Entries, long? BrokenSeq, Damage? Damage, bool BalancesAgree);
}
