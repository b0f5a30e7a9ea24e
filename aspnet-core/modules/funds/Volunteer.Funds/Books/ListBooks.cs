using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Books;

/// <summary>All books with their funds and money accounts: a community has one or two.</summary>
internal static class ListBooks
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/books", HandleAsync)
        .RequirePermission(FundsPermissions.ViewBooks);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken)
    {
        var books = await db.Set<Book>().AsNoTracking().OrderBy(book => book.OpensOn).ThenBy(book => book.Id).ToListAsync(cancellationToken);
        var heads = await db.Set<BookHead>().AsNoTracking().ToDictionaryAsync(head => head.Id, cancellationToken);
        var balances = await db.Set<FundBalance>().AsNoTracking().ToDictionaryAsync(balance => balance.Id, cancellationToken);
        var funds = (await db.Set<Fund>().AsNoTracking().OrderBy(fund => fund.Code).ToListAsync(cancellationToken)).ToLookup(fund => fund.BookId);
        var accounts = (await db.Set<MoneyAccount>().AsNoTracking().OrderBy(account => account.Id).ToListAsync(cancellationToken)).ToLookup(account => account.BookId);
        return TypedResults.Ok(new Response(
        [
            .. books.Select(book => new Item(
                book.Id,
                book.Name,
                book.Host,
                book.Standard,
                book.Currency,
                book.OpensOn,
                book.OnlinePayment,
                heads[book.Id].State,
                heads[book.Id].ClosedThrough,
                heads[book.Id].LastSeq,
                [.. funds[book.Id].Select(fund => new FundItem(fund.Id, fund.Code, fund.Name, fund.NameEn, fund.Purpose, fund.Level, fund.Restriction, fund.State, balances[fund.Id].Balance, balances[fund.Id].Reserved))],
                [.. accounts[book.Id].Select(account => new MoneyItem(account.Id, account.Kind, account.Name, account.MaskedNumber, account.Role, account.IsClosed))])),
        ]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="ClosedThrough">Nothing is posted on this day or before.</param>
    public sealed record Item(
        Guid Id,
        string Name,
        HostCharity Host,
        AccountingStandard Standard,
        string Currency,
        DateOnly OpensOn,
        bool OnlinePayment,
        BookState State,
        DateOnly ClosedThrough,
        long Entries,
        IReadOnlyList<FundItem> Funds,
        IReadOnlyList<MoneyItem> MoneyAccounts);

    /// <param name="Balance">In fen: what it can spend, reserved money included.</param>
    public sealed record FundItem(Guid Id, string Code, string Name, string NameEn, string Purpose, FundLevel Level, Restriction Restriction, FundState State, long Balance, long Reserved);

    public sealed record MoneyItem(Guid Id, MoneyAccountKind Kind, string Name, string? MaskedNumber, AccountRole Role, bool IsClosed);
}
