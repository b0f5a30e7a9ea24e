using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework.Constraints;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests;

/// <summary>A book with two funds, a bank account and a cash box, as most tests start from.</summary>
/// <param name="Meals">Restricted: never below zero.</param>
/// <param name="General">Unrestricted.</param>
internal sealed record BookStage(TestCommunity Community, Guid BookId, Guid Meals, Guid General, Guid Bank, Guid Cash)
{
    /// <summary>The second of March 2026, the day of the test clock.</summary>
    public static readonly DateOnly Today = new(2026, 3, 2);

    public Posting Posting(DateOnly date, EntryKind kind, string text, params PostingLine[] lines) =>
        new(BookId, date, kind, text, new PostingSource("test", Guid.NewGuid().ToString()), lines);

    /// <summary>Money given to a fund, by bank transfer.</summary>
    public Posting Gift(Guid fundId, long fen, DateOnly? date = null) => Posting(
        date ?? Today,
        EntryKind.Gift,
        "收到捐款",
        new PostingLine(AccountRole.Bank, fen, fundId) { MoneyAccountId = Bank },
        new PostingLine(fundId == Meals ? AccountRole.RestrictedGifts : AccountRole.UnrestrictedGifts, -fen, fundId));

    /// <summary>Money a fund pays for what it is there for.</summary>
    public Posting Spending(Guid fundId, long fen, DateOnly? date = null) => Posting(
        date ?? Today,
        EntryKind.Disbursement,
        "支付活动支出",
        new PostingLine(AccountRole.ProgrammeCost, fen, fundId),
        new PostingLine(AccountRole.Bank, -fen, fundId) { MoneyAccountId = Bank });

    /// <summary>Runs the ledger in a transaction of its own.</summary>
    public Task<T> InLedgerAsync<T>(Func<ILedger, VolunteerDbContext, Task<T>> work) => Community.InsideAsync(services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        return db.AtomicallyAsync(() => work(services.GetRequiredService<ILedger>(), db), CancellationToken.None);
    });

    public Task<PostedEntry> PostAsync(Posting posting) => InLedgerAsync((ledger, _) => ledger.PostAsync(posting, CancellationToken.None));

    public Task<PostedEntry> GiftAsync(Guid fundId, long fen, DateOnly? date = null) => PostAsync(Gift(fundId, fen, date));

    public Task<PostedEntry> SpendAsync(Guid fundId, long fen, DateOnly? date = null) => PostAsync(Spending(fundId, fen, date));

    /// <summary>Runs SQL as the schema's owner, past every wall of the application.</summary>
    public Task<int> AsOwnerAsync(string sql) => Community.InsideAsync(async services =>
    {
        var database = services.GetRequiredService<VolunteerDbContext>().Database;
        await using System.Data.Common.DbConnection connection = database.IsNpgsql()
            ? new Npgsql.NpgsqlConnection(database.GetConnectionString())
            : new Microsoft.Data.Sqlite.SqliteConnection(database.GetConnectionString() + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    });

    public Task<T> ReadAsync<T>(Func<VolunteerDbContext, Task<T>> read) => Community.InsideAsync(services => read(services.GetRequiredService<VolunteerDbContext>()));
}

internal static class Given
{
    public const string Api = "/api/funds";

    public static readonly HostCharity Host = new("测试慈善总会", "Test Charity Federation", "53000000000000000X", "慈募证字第0001号", "0371-00000002", Website: null);

    public static EqualStringConstraint Refused(string code) =>
        Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(code);

    public static Task<TestUser> NewFundManagerAsync(this TestCommunity community, string name = "方志明") => community.NewMemberAsync(name, roles: RoleNames.FundManager);

    /// <summary>Closes all months up to this one, as two people would have done.</summary>
    public static Task CloseThroughAsync(this BookStage book, DateOnly day) => book.Community.InsideAsync(services => services.GetRequiredService<VolunteerDbContext>()
        .Set<BookHead>().Where(head => head.Id == book.BookId).ExecuteUpdateAsync(set => set.SetProperty(head => head.ClosedThrough, day)));

    public static Task<BookStage> NewBookAsync(this TestCommunity community, AccountingStandard standard = AccountingStandard.Npo2024, DateOnly? opensOn = null) => community.InsideAsync(async services =>
    {
        var db = services.GetRequiredService<VolunteerDbContext>();
        var founding = services.GetRequiredService<BookFounding>();
        var numbers = services.GetRequiredService<AccountNumbers>();
        var book = new Book($"社区慈善基金{Guid.NewGuid():N}", Host, standard, opensOn ?? new DateOnly(2025, 1, 1));
        var meals = new Fund(book.Id, "F01", new FundText("长者用餐基金", "Meals for the elderly", "资助高龄老人用餐"), FundLevel.Community, Restriction.Restricted);
        var general = new Fund(book.Id, "F02", new FundText("社区慈善基金", "Community fund", "社区公益"), FundLevel.Community, Restriction.Unrestricted);
        var bank = new MoneyAccount(book.Id, MoneyAccountKind.BankAccount, "基本户", Book.Yuan, numbers.Keep("6222 0000 0000 0001"));
        var cash = new MoneyAccount(book.Id, MoneyAccountKind.CashBox, "社区钱箱", Book.Yuan, number: null);
        founding.Add(book);
        founding.Add(meals);
        founding.Add(general);
        db.AddRange(bank, cash);
        await db.SaveChangesAsync();
        return new BookStage(community, book.Id, meals.Id, general.Id, bank.Id, cash.Id);
    });
}
