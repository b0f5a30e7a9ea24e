using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Banking.Reconciliation;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class HostStatementTests(DatabaseProvider database)
{
    private BankDesk _desk = null!;

    [SetUp]
    public async Task SetUp() => _desk = await BankDesk.OpenAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task The_month_is_drawn_up_confirmed_by_both_sides_and_then_stands()
    {
        var secretary = await _desk.Stage.Community.NewSecretaryAsync();
        await _desk.BookAsync(10_000, "2026-03-02", "甲", fund: _desk.Stage.General);
        await _desk.ImportAsync("2026-03-02,100.00,100.00,甲,,");

        var drawn = await (await DrawAsync("2026-03")).JsonAsync();
        var url = $"{Given.Api}/host-statements/{drawn.GetProperty("id").GetGuid()}";
        await (await secretary.Http.PostAsJsonAsync($"{url}/host-confirmation", new { contact = "总会财务", balanceFen = 10_000 })).RefusedAsync(FundsErrors.HostStatementState);
        await (await _desk.Http.PostAsync($"{url}/confirmation", null)).JsonAsync();
        await (await secretary.Http.PostAsJsonAsync($"{url}/host-confirmation", new { contact = "总会财务", balanceFen = 9_999 })).RefusedAsync(FundsErrors.HostStatementBalance);
        var signed = await (await secretary.Http.PostAsJsonAsync($"{url}/host-confirmation", new { contact = "总会财务", balanceFen = 10_000 })).JsonAsync();
        await (await _desk.Http.DeleteAsync(url)).RefusedAsync(FundsErrors.HostStatementState);
        var table = await _desk.Http.GetStringAsync($"{url}.csv");

        Assert.Multiple(() =>
        {
            Assert.That(signed.GetProperty("state").GetString(), Is.EqualTo("SignedOff"));
            Assert.That(signed.GetProperty("hostName").GetString(), Is.EqualTo(Given.Host.Name));
            Assert.That((Number(signed, "statementFen"), Number(signed, "ledgerFen"), Number(signed, "openLineFen"), Number(signed, "openItemFen"), Number(signed, "differenceFen")), Is.EqualTo((10_000L, 10_000L, 10_000L, 10_000L, 0L)));
            Assert.That(signed.GetProperty("funds").EnumerateArray().Select(fund => Number(fund, "fen")), Is.EqualTo(new[] { 10_000L }));
            Assert.That(table, Does.Contain("100.00").And.Contains("0.00"));
        });
    }

    [Test]
    public async Task A_month_that_is_not_over_or_does_not_add_up_or_is_drawn_up_already_is_refused()
    {
        await (await DrawAsync("2026-07")).RefusedAsync(FundsErrors.HostStatementMonth);
        var first = await (await DrawAsync("2026-03")).JsonAsync();
        await (await DrawAsync("2026-03")).RefusedAsync(FundsErrors.HostStatementExists);
        await (await _desk.Http.DeleteAsync($"{Given.Api}/host-statements/{first.GetProperty("id").GetGuid()}")).JsonAsync();
        await (await DrawAsync("2026-03")).JsonAsync();

        await _desk.ImportAsync(BankDesk.Csv("2026-04-02,10.00,10.00,甲,,", "2026-04-05,20.00,60.00,乙,,"), acceptProblems: true);
        var refusal = await (await DrawAsync("2026-04")).RefusedAsync(FundsErrors.HostStatementDifference);

        Assert.That(refusal.GetProperty("title").GetString(), Does.Contain("30.00"));
    }

    [Test]
    public async Task A_month_with_an_open_line_does_not_close_until_the_line_has_its_place()
    {
        await _desk.ImportAsync("2025-01-05,12.00,12.00,甲,,");
        var line = (await _desk.CardsAsync())[0].GetProperty("id").GetGuid();

        var refusal = await (await AskToCloseAsync("2025-01")).RefusedAsync(FundsErrors.MonthNotReconciled);
        await _desk.Http.PostAsJsonAsync($"{Given.Api}/statement-lines/{line}/ignore", new { reason = "别的社区的钱" });

        Assert.That(refusal.GetProperty("title").GetString(), Does.Contain("1 笔"));
        Assert.That((await AskToCloseAsync("2025-01")).IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task F26_a_month_in_which_the_books_moved_does_not_close_without_its_statement()
    {
        await _desk.ImportAsync("2025-01-05,12.00,12.00,甲,,");
        await _desk.BookAsync(1_200, "2025-01-05", "甲", fund: _desk.Stage.General);
        await _desk.BookAsync(5_000, "2025-02-03", "乙", fund: _desk.Stage.General);

        await (await DrawAsync("2025-02")).RefusedAsync(FundsErrors.StatementMissing);
        await (await AskToCloseAsync("2025-01")).RefusedAsync(FundsErrors.MonthNotReconciled);
        var figures = await (await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/reconciliation?asOf=2025-02-28")).JsonAsync();
        Assert.That(figures.GetProperty("statementMissing").GetBoolean(), Is.True);

        await _desk.ImportAsync("2025-02-04,50.00,62.00,乙,,");
        figures = await (await _desk.Http.GetAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/reconciliation?asOf=2025-02-28")).JsonAsync();
        Assert.That(figures.GetProperty("statementMissing").GetBoolean(), Is.False);
    }

    [Test]
    public async Task Nobody_confirms_both_sides()
    {
        var both = await _desk.Stage.Community.NewMemberAsync("郑兼任", roles: [RoleNames.FundManager, RoleNames.Secretary]);
        var url = $"{Given.Api}/host-statements/{(await (await DrawAsync("2026-03")).JsonAsync()).GetProperty("id").GetGuid()}";
        await (await both.Http.PostAsync($"{url}/confirmation", null)).JsonAsync();

        await (await both.Http.PostAsJsonAsync($"{url}/host-confirmation", new { contact = "总会财务", balanceFen = 0 })).RefusedAsync(FundsErrors.HostStatementSamePerson);
    }

    private Task<HttpResponseMessage> DrawAsync(string month) => _desk.Http.PostAsJsonAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/host-statements", new { month });

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private Task<HttpResponseMessage> AskToCloseAsync(string month) =>
        _desk.Http.PostAsJsonAsync($"{Given.Api}/books/{_desk.Stage.BookId}/month-requests", new { month, action = "Close" });
}
