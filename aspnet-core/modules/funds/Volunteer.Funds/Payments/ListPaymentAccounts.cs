using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Payments.Stripe;

namespace Volunteer.Funds.Payments;

/// <summary>The accounts of the community's books, without their keys.</summary>
internal static class ListPaymentAccounts
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/payment-accounts", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, PaymentSecrets secrets, StripeOptions stripe, CancellationToken cancellationToken)
    {
        var accounts = await db.Set<PaymentAccount>().AsNoTracking().OrderBy(account => account.Name).ThenBy(account => account.Id).ToListAsync(cancellationToken);
        var books = await db.Set<Book>().AsNoTracking().ToDictionaryAsync(book => book.Id, cancellationToken);
        return TypedResults.Ok(new Response([.. accounts.Select(account => PaymentAccountForm.Card(account, books[account.BookId], stripe, secrets.Read(account)))]));
    }

    public sealed record Response(List<PaymentAccountCard> Items);
}
