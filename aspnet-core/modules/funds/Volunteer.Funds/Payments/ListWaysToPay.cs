using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Payments;

/// <summary>Where a member of the community can give online; empty where that is off.</summary>
internal static class ListWaysToPay
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/pay", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, PaymentProviders providers, CancellationToken cancellationToken)
    {
        var rows = await db.Set<PaymentAccount>().AsNoTracking().Where(account => account.IsOn)
            .Join(db.Set<Book>().Where(book => book.OnlinePayment), account => account.BookId, book => book.Id, (account, book) => new { account, book.Name, Host = book.Host.Name })
            .OrderBy(row => row.account.Name).ThenBy(row => row.account.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Where(row => providers.Of(row.account).IsAvailable).Select(row => new Way(row.account.Key, row.account.Provider, row.account.Name, row.Name, row.Host, [.. row.account.MethodList]))]));
    }

    public sealed record Response(List<Way> Items);

    public sealed record Way(string Key, PaymentProviderKind Provider, string Name, string BookName, string HostCharity, List<string> Methods);
}
