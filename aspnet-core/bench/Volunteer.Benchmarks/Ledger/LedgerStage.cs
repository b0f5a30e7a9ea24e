using Microsoft.Extensions.DependencyInjection;
using Volunteer.Funds.Books;
using Volunteer.Platform;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Sessions;
using Volunteer.Platform.Tenants;

namespace Volunteer.Benchmarks.Ledger;

/// <summary>A book as the benchmarks post into it.</summary>
internal sealed record StageBook(Guid BookId, Guid FundId, Guid MoneyAccountId, Guid BankId, Guid IncomeId);

/// <summary>One community with its fund manager signed in, and books with a fund and a bank account each.</summary>
internal sealed class LedgerStage
{
    public static readonly DateOnly OpensOn = new(2020, 1, 1);

    private LedgerStage(Guid tenantId, string token, IReadOnlyList<StageBook> books) => (TenantId, Token, Books) = (tenantId, token, books);

    public Guid TenantId { get; }

    public string Token { get; }

    public IReadOnlyList<StageBook> Books { get; }

    public static async Task<LedgerStage> SetAsync(BenchHost host, int books)
    {
        var street = new Street("bench", "测试街道", "Bench Street", "0371-00000000");
        var tenant = new Tenant(street.Id, "bench", "测试社区", "Bench Community", "0371-00000001", "测试路1号", "Asia/Shanghai");
        await host.InTenantAsync(null, async (_, db) =>
        {
            db.AddRange(street, tenant);
            await db.SaveChangesAsync();
        });
        var token = SessionTokens.New();
        var made = new List<StageBook>();
        await host.InTenantAsync(tenant.Id, async (services, db) =>
        {
            var account = new Account();
            account.UserName = $"u{account.Id:N}";
            account.NormalizedUserName = account.UserName.ToUpperInvariant();
            var person = new Person("方志明", Sex.Unknown, new DateOnly(1975, 5, 17), phone: null, email: null, building: null, ConsentBasis.PaperForm, host.Now);
            person.LinkAccount(account.Id);
            var membership = new Membership(account.Id, MembershipScope.Community, streetId: null, tenant.Id, person.Id, host.Now);
            membership.Grant(RoleNames.FundManager, until: null);
            db.AddRange(account, person, membership, new Session(account.Id, membership.Id, SessionTokens.Hash(token), isBearer: true, host.Now, host.Now.AddDays(1)));
            var founding = services.GetRequiredService<BookFounding>();
            for (var number = 1; number <= books; number++)
            {
                var book = new Book($"账套{number}", new HostCharity("测试慈善总会", "Test Charity", "53", Certificate: null, "0371", Website: null), AccountingStandard.Npo2004, OpensOn);
                var fund = new Fund(book.Id, "F01", new FundText("基金", "Fund", "用餐"), FundLevel.Community, Restriction.Restricted);
                var money = new MoneyAccount(book.Id, MoneyAccountKind.BankAccount, "基本户", Book.Yuan, number: null);
                founding.Add(book);
                founding.Add(fund);
                db.Add(money);
                var chart = db.ChangeTracker.Entries<ChartAccount>().Select(entry => entry.Entity).Where(line => line.BookId == book.Id).ToList();
                made.Add(new StageBook(book.Id, fund.Id, money.Id, chart.Single(line => line.Code == "1002").Id, chart.Single(line => line.Code == "410102").Id));
            }

            await db.SaveChangesAsync();
        });
        return new LedgerStage(tenant.Id, token, made);
    }

    /// <summary>A gift of one yuan.</summary>
    public static string Body(StageBook book, DateOnly date) =>
        $$"""{"date":"{{date:yyyy-MM-dd}}","text":"bench","lines":[{"account":"1002","fen":100,"fundId":"{{book.FundId}}","moneyAccountId":"{{book.MoneyAccountId}}"},{"account":"410102","fen":-100,"fundId":"{{book.FundId}}"}]}""";

    /// <summary>What has to hold for all books, read straight from the database.</summary>
    public static async Task CheckAsync(Verdict verdict, BenchDatabase database)
    {
        await using var connection = await database.OpenAsync();
        verdict.Equal("sum of all lines", await connection.CountAsync("SELECT coalesce(sum(fen), 0) FROM funds_entry_lines"), 0);
        verdict.Equal("entries that do not balance", await connection.CountAsync("SELECT count(*) FROM (SELECT 1 FROM funds_entry_lines GROUP BY tenant_id, entry_id, fund_id HAVING sum(fen) <> 0) odd"), 0);
        verdict.Equal("books and years with a gap or a repeated number", await connection.CountAsync("SELECT count(*) FROM (SELECT 1 FROM funds_entries GROUP BY tenant_id, book_id, year HAVING count(*) <> max(number) OR count(DISTINCT number) <> count(*)) gaps"), 0);
        verdict.Equal("books whose chain has a gap", await connection.CountAsync("SELECT count(*) FROM (SELECT 1 FROM funds_entries GROUP BY tenant_id, book_id HAVING count(*) <> max(seq) OR count(DISTINCT seq) <> count(*)) gaps"), 0);
        verdict.Equal(
            "funds whose balance is not the sum of their lines",
            await connection.CountAsync(
                """
                SELECT count(*) FROM funds_fund_balances b WHERE b.balance <> (
                  SELECT coalesce(sum(l.fen), 0) FROM funds_entry_lines l JOIN funds_accounts a ON a.tenant_id = l.tenant_id AND a.id = l.account_id AND a.spendable
                  WHERE l.tenant_id = b.tenant_id AND l.fund_id = b.id)
                """),
            0);
    }
}
