using System.Net;
using System.Net.Http.Json;
using Volunteer.TestBase;
using static Volunteer.Funds.Tests.Given;

namespace Volunteer.Funds.Tests.Periods;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PeriodsTests(DatabaseProvider database)
{
    private static readonly DateOnly March31 = new(2026, 3, 31);

    private TestApp _app = null!;
    private TestCommunity _community = null!;
    private BookStage _book = null!;
    private TestUser _manager = null!;
    private TestUser _secretary = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await TestApp.ForAsync(database);
        _community = await _app.NewCommunityAsync();
        _book = await _community.NewBookAsync(opensOn: new DateOnly(2026, 3, 1));
        _manager = await _community.NewFundManagerAsync();
        _secretary = await _community.NewSecretaryAsync();
    }

    [Test]
    public async Task F10_a_closed_month_takes_neither_entry_nor_reversal_and_exports_the_same_bytes_before_and_after()
    {
        var gift = await _book.GiftAsync(_book.Meals, 100_00, March1);
        _app.Clock.Set(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        var before = await ExportsAsync();

        await CloseAsync("2026-03");

        Assert.That(() => _book.GiftAsync(_book.Meals, 1, March31), Refused(FundsErrors.MonthClosed));
        Assert.That(() => _book.InLedgerAsync((ledger, _) => ledger.ReverseAsync(gift.Id, March31, "退款", CancellationToken.None)), Refused(FundsErrors.MonthClosed));
        var refund = await (await _manager.Http.PostAsJsonAsync($"{Api}/entries/{gift.Id}/reversal", new { reason = "三月的捐款四月退回", date = "2026-04-02" })).JsonAsync();
        var read = await (await _manager.Http.GetAsync($"{Api}/entries/{refund.GetProperty("id").GetGuid()}")).JsonAsync();
        Assert.That(read.GetProperty("reversesId").GetGuid(), Is.EqualTo(gift.Id));
        _app.Clock.Advance(TimeSpan.FromDays(9));
        Assert.That(await ExportsAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task F10_reopening_needs_a_reason_and_a_second_person_and_stays_on_record()
    {
        await _book.GiftAsync(_book.Meals, 100_00, March1);
        _app.Clock.Set(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        await CloseAsync("2026-03");

        Assert.That((await AskAsync("2026-03", "Reopen", reason: null)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        var asked = (await (await AskAsync("2026-03", "Reopen", "漏记一笔")).JsonAsync()).GetProperty("id").GetGuid();
        Assert.That(() => _book.GiftAsync(_book.Meals, 1, March31), Refused(FundsErrors.MonthClosed), "one person alone opens nothing");
        await (await _secretary.Http.PostAsync($"{Api}/month-requests/{asked}/agreement", content: null)).NothingAsync();
        await (await _secretary.Http.PostAsync($"{Api}/month-requests/{asked}/agreement", content: null)).RefusedAsync(FundsErrors.PeriodRequestDecided);

        Assert.That(() => _book.GiftAsync(_book.Meals, 1, March31), Throws.Nothing);
        var march = (await (await _manager.Http.GetAsync($"{Api}/books/{_book.BookId}/months")).JsonAsync()).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("month").GetString() == "2026-03");
        Assert.That(march.GetProperty("isClosed").GetBoolean(), Is.False);
        var steps = march.GetProperty("steps").EnumerateArray().ToList();
        Assert.That(steps.Select(step => step.GetProperty("action").GetString()), Is.EqualTo(new[] { "Close", "Reopen" }));
        Assert.That(steps[1].GetProperty("reason").GetString(), Is.EqualTo("漏记一笔"));
        Assert.That(steps[1].GetProperty("decidedBy").GetProperty("name").GetString(), Is.EqualTo("周书记"));
    }

    [Test]
    public async Task F10_nobody_agrees_to_their_own_request()
    {
        var both = await _community.NewMemberAsync("何云", roles: [RoleNames.FundManager, RoleNames.Secretary]);
        _app.Clock.Set(new DateTimeOffset(2026, 4, 2, 1, 0, 0, TimeSpan.Zero));
        var asked = (await (await both.Http.PostAsJsonAsync($"{Api}/books/{_book.BookId}/month-requests", new { month = "2026-03", action = "Close" })).JsonAsync()).GetProperty("id").GetGuid();

        await (await both.Http.PostAsync($"{Api}/month-requests/{asked}/agreement", content: null)).RefusedAsync(FundsErrors.SecondPersonNeeded);
    }

    [Test]
    public async Task Months_close_in_order_when_they_are_over_and_one_request_waits_at_a_time()
    {
        await (await AskAsync("2026-03", "Close")).RefusedAsync(FundsErrors.MonthNotOver);
        _app.Clock.Set(new DateTimeOffset(2026, 5, 2, 1, 0, 0, TimeSpan.Zero));
        await (await AskAsync("2026-04", "Close")).RefusedAsync(FundsErrors.MonthsInOrder);
        await (await AskAsync("2026-03", "Reopen", "没有结账")).RefusedAsync(FundsErrors.MonthNotClosed);
        await (await AskAsync("2026-03", "Close")).JsonAsync();
        await (await AskAsync("2026-03", "Close")).RefusedAsync(FundsErrors.PeriodRequestWaiting);
        Assert.That((await AskAsync("2026-3", "Close")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task F11_the_day_changes_at_midnight_in_shanghai()
    {
        var gift = await _book.GiftAsync(_book.Meals, 100_00, March1);
        _app.Clock.Set(new DateTimeOffset(2026, 3, 31, 15, 59, 59, TimeSpan.Zero));
        await (await AskAsync("2026-03", "Close")).RefusedAsync(FundsErrors.MonthNotOver);

        _app.Clock.Set(new DateTimeOffset(2026, 3, 31, 16, 0, 0, TimeSpan.Zero));
        await CloseAsync("2026-03");
        var reversal = await (await _manager.Http.PostAsJsonAsync($"{Api}/entries/{gift.Id}/reversal", new { reason = "退款" })).JsonAsync();
        var read = await (await _manager.Http.GetAsync($"{Api}/entries/{reversal.GetProperty("id").GetGuid()}")).JsonAsync();
        Assert.That(read.GetProperty("date").GetString(), Is.EqualTo("2026-04-01"));
    }

    private static DateOnly March1 => new(2026, 3, 1);

    private Task<HttpResponseMessage> AskAsync(string month, string action, string? reason = null) =>
        _manager.Http.PostAsJsonAsync($"{Api}/books/{_book.BookId}/month-requests", new { month, action, reason });

    private async Task CloseAsync(string month)
    {
        var asked = (await (await AskAsync(month, "Close")).JsonAsync()).GetProperty("id").GetGuid();
        await (await _secretary.Http.PostAsync($"{Api}/month-requests/{asked}/agreement", content: null)).NothingAsync();
    }

    private async Task<List<string>> ExportsAsync()
    {
        var exports = new List<string>();
        foreach (var format in new[] { "beancount", "hledger", "csv", "xlsx" })
        {
            exports.Add(Convert.ToHexString(await _manager.Http.GetByteArrayAsync($"{Api}/books/{_book.BookId}/exports/2026-03/{format}")));
        }

        return exports;
    }
}
