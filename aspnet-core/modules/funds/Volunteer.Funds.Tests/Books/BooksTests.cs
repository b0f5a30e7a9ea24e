using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.TestBase;
using static Volunteer.Funds.Tests.Given;

namespace Volunteer.Funds.Tests.Books;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class BooksTests(DatabaseProvider database)
{
    private TestCommunity _community = null!;
    private TestUser _manager = null!;

    [SetUp]
    public async Task SetUp()
    {
        _community = await (await TestApp.ForAsync(database)).NewCommunityAsync();
        _manager = await _community.NewFundManagerAsync();
    }

    [Test]
    public async Task A_fund_manager_sets_a_book_up_and_finds_it_again()
    {
        var book = await BookAsync("槐香里社区慈善基金");
        var fund = (await (await PostAsync($"books/{book}/funds", Fund("F01"))).JsonAsync()).GetProperty("id").GetGuid();
        await (await PostAsync($"books/{book}/money-accounts", new { kind = "BankAccount", name = "基本户", number = "6222 0012 3456 7890" })).JsonAsync();

        var item = (await (await _manager.Http.GetAsync($"{Api}/books")).JsonAsync()).GetProperty("items").EnumerateArray().Single();

        Assert.That(item.GetProperty("host").GetProperty("name").GetString(), Is.EqualTo("测试慈善总会"));
        Assert.That(item.GetProperty("state").GetString(), Is.EqualTo("Open"));
        Assert.That(item.GetProperty("funds")[0].GetProperty("id").GetGuid(), Is.EqualTo(fund));
        Assert.That(item.GetProperty("moneyAccounts")[0].GetProperty("maskedNumber").GetString(), Is.EqualTo("****7890"));
        Assert.That(item.GetProperty("moneyAccounts")[0].GetProperty("role").GetString(), Is.EqualTo("Bank"));
    }

    [Test]
    public async Task Names_codes_and_account_numbers_are_taken_once()
    {
        var book = await BookAsync("基金");
        await (await PostAsync("books", Book("基金"))).RefusedAsync(FundsErrors.BookNameTaken);
        await (await PostAsync($"books/{book}/funds", Fund("F01"))).JsonAsync();
        await (await PostAsync($"books/{book}/funds", Fund("F01"))).RefusedAsync(FundsErrors.FundCodeTaken);
        await (await PostAsync($"books/{book}/money-accounts", new { kind = "BankAccount", name = "基本户", number = "6222001234567890" })).JsonAsync();
        await (await PostAsync($"books/{book}/money-accounts", new { kind = "BankAccount", name = "又一户", number = "６２２２ 0012 3456 7890" })).RefusedAsync(FundsErrors.MoneyAccountKnown);
        await (await PostAsync($"books/{book}/money-accounts", new { kind = "BankAccount", name = "美元户", number = "1", currency = "USD" })).RefusedAsync(FundsErrors.CurrencyMixed);
    }

    [Test]
    public async Task The_whole_number_of_an_account_is_kept_nowhere()
    {
        var book = await BookAsync("基金");
        await (await PostAsync($"books/{book}/money-accounts", new { kind = "BankAccount", name = "基本户", number = "6222001234567890" })).JsonAsync();

        var audit = await _community.InsideAsync(services => ((VolunteerDbContext)services.GetService(typeof(VolunteerDbContext))!).Set<AuditEntry>().Where(entry => entry.TenantId == _community.TenantId && entry.Thing == nameof(MoneyAccount)).Select(entry => entry.Changes).SingleAsync());

        Assert.That(audit, Does.Contain("****7890").And.Not.Contain("62220012"));
    }

    [Test]
    public async Task The_chart_follows_the_day_takes_sub_accounts_and_is_confirmed_by_a_second_person()
    {
        var secretary = await _community.NewSecretaryAsync();
        var stage = await _community.NewBookAsync();
        await (await PostAsync($"books/{stage.BookId}/chart", new { parentCode = "5101", code = "510101", name = "业务活动成本—用餐", nameEn = "Programme costs: meals", validFrom = "2026-01-01" })).NothingAsync();
        await (await PostAsync($"books/{stage.BookId}/chart", new { parentCode = "5101", code = "510101", name = "又一个", nameEn = "Another" })).RefusedAsync(FundsErrors.AccountCodeTaken);

        var posted = await stage.PostAsync(stage.Posting(BookStage.Today, Volunteer.Funds.Ledger.EntryKind.Manual, "用餐", new("510101", 100, stage.General), new("1002", -100, stage.General)));
        Assert.That(posted.Number, Is.EqualTo(1));

        var chart = await (await _manager.Http.GetAsync($"{Api}/books/{stage.BookId}/chart?on=2026-03-01")).JsonAsync();
        Assert.That(chart.GetProperty("accounts").EnumerateArray().Count(account => account.GetProperty("toBeConfirmed").GetBoolean()), Is.GreaterThan(20));
        await (await secretary.Http.PostAsync($"{Api}/books/{stage.BookId}/chart/confirmation", content: null)).NothingAsync();
        chart = await (await _manager.Http.GetAsync($"{Api}/books/{stage.BookId}/chart?on=2026-03-01")).JsonAsync();
        Assert.That(chart.GetProperty("accounts").EnumerateArray().Count(account => account.GetProperty("toBeConfirmed").GetBoolean()), Is.Zero);
    }

    [Test]
    public void Every_role_has_exactly_one_account_on_every_day()
    {
        foreach (var standard in Enum.GetValues<AccountingStandard>())
        {
            var chart = new Chart(0, [.. ShippedCharts.For(Guid.NewGuid(), standard)]);
            foreach (var day in new[] { new DateOnly(2005, 1, 1), new DateOnly(2025, 12, 31), new DateOnly(2026, 1, 1), new DateOnly(2040, 1, 1) })
            {
                foreach (var role in Enum.GetValues<Volunteer.Funds.Ledger.AccountRole>())
                {
                    Assert.That(chart.Accounts.Count(account => account.Role == role && account.IsValidOn(day)), Is.EqualTo(1), $"{role} on {day:O} in {standard}");
                }
            }
        }
    }

    private static object Book(string name) => new
    {
        name,
        host = new { name = "测试慈善总会", nameEn = "Test Charity Federation", creditCode = "53000000000000000X", certificate = "慈募证字第0001号", phone = "0371-00000002" },
        standard = "Npo2024",
        opensOn = "2026-01-01",
    };

    private static object Fund(string code) => new { code, name = "长者用餐基金", nameEn = "Meals", purpose = "资助高龄老人用餐", level = "Community", restriction = "Restricted" };

    private async Task<Guid> BookAsync(string name) => (await (await PostAsync("books", Book(name))).JsonAsync()).GetProperty("id").GetGuid();

    private Task<HttpResponseMessage> PostAsync(string path, object body) => _manager.Http.PostAsJsonAsync($"{Api}/{path}", body);
}
