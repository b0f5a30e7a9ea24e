using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Gifts;

/// <summary>What gifts and payments need to know about a fund.</summary>
/// <param name="IncomeRole">The income account of a gift: restricted or not.</param>
internal sealed record FundCard(Guid Id, Guid BookId, string Name, string Purpose, bool IsRestricted, AccountRole IncomeRole)
{
    public AccountRole NetAssetsRole => IsRestricted ? AccountRole.RestrictedNetAssets : AccountRole.UnrestrictedNetAssets;
}

internal sealed record MoneyAccountCard(Guid Id, Guid BookId, AccountRole Role, string Name);

/// <summary>Looks books, funds and accounts up; absent and foreign ones are the same 404.</summary>
internal sealed class BookFacts(VolunteerDbContext db, Texts texts)
{
    public async Task<FundCard> FundAsync(Guid fundId, CancellationToken cancellationToken)
    {
        var fund = await db.Set<Fund>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == fundId, cancellationToken) ?? throw new NotFoundException();
        var isRestricted = fund.Restriction is Restriction.Restricted;
        return new FundCard(fund.Id, fund.BookId, fund.Name, fund.Purpose, isRestricted, isRestricted ? AccountRole.RestrictedGifts : AccountRole.UnrestrictedGifts);
    }

    /// <summary>An account of that book.</summary>
    public async Task<MoneyAccountCard> MoneyAccountAsync(Guid id, Guid bookId, CancellationToken cancellationToken)
    {
        var account = await db.Set<MoneyAccount>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.BookId == bookId, cancellationToken) ?? throw new NotFoundException();
        return account.IsClosed
            ? throw new BusinessException(FundsErrors.MoneyAccountClosed)
            : new MoneyAccountCard(account.Id, account.BookId, account.Role, account.Name);
    }

    public async Task<bool> TakesOnlineGiftsAsync(Guid bookId, CancellationToken cancellationToken) =>
        await db.Set<Book>().AsNoTracking().Where(book => book.Id == bookId).Select(book => (bool?)book.OnlinePayment).SingleOrDefaultAsync(cancellationToken)
        ?? throw new NotFoundException();

    /// <summary>What the fund can spend and nobody has reserved, after its row was taken by a posting or reservation.</summary>
    public async Task<(long Balance, long Reserved)> BalanceAsync(Guid fundId, CancellationToken cancellationToken)
    {
        var row = await db.Set<FundBalance>().AsNoTracking().Where(balance => balance.Id == fundId).Select(balance => new { balance.Balance, balance.Reserved }).SingleAsync(cancellationToken);
        return (row.Balance, row.Reserved);
    }

    /// <summary>The voucher's summary of a gift; it names no donor.</summary>
    public string GiftText(Gift gift) => gift.Kind is GiftKind.InKind
        ? Text("Funds.Voucher.GiftInKind", ("item", $"{gift.ItemKind} {gift.Quantity?.ToString("0.###", CultureInfo.InvariantCulture)} {gift.Unit}"))
        : Text($"Funds.Voucher.Gift.{gift.Kind}");

    /// <summary>Vouchers are written in the language of the books.</summary>
    public string Text(string key, params (string Name, object? Value)[] values)
    {
        var text = texts.Get(key, Texts.DefaultCulture, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));
        return text.Length <= Entry.LongestText ? text : $"{text[..(Entry.LongestText - 1)]}…";
    }
}
