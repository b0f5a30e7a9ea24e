using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Tracing;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class TraceTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;
    private TestUser _donor = null!;

    [SetUp]
    public async Task Open()
    {
        _stage = await MoneyStage.OpenAsync(database);
        _donor = await _stage.Community.NewMemberAsync("林小满");
    }

    [Test]
    public async Task F09_fifty_yuan_bought_two_and_a_half_meals()
    {
        var gift = await GiveAsync(50_00);
        _stage.App.Clock.Set(new DateTimeOffset(2026, 3, 12, 1, 0, 0, TimeSpan.Zero));
        await _stage.GiveAsync(_stage.Book.Meals, 1000_00);

        await _stage.SpendAsync(_stage.Book.Meals, 1000_00, units: "50", beneficiaries: 40);

        var trace = await TraceAsync(gift);
        var step = trace.GetProperty("steps")[0];
        Assert.Multiple(() =>
        {
            Assert.That(trace.GetProperty("convention").GetBoolean(), Is.True);
            Assert.That(trace.GetProperty("spentFen").GetInt64(), Is.EqualTo(50_00));
            Assert.That(step.GetProperty("units").GetDecimal(), Is.EqualTo(2.5m));
            Assert.That(step.GetProperty("unitName").GetString(), Is.EqualTo("份长者餐"));
            Assert.That(step.GetProperty("day").GetString(), Is.EqualTo("2026-03-12"));
            Assert.That(step.GetProperty("voucher").GetString(), Is.EqualTo("2026-3"));
        });
    }

    [Test]
    public async Task F09_first_in_is_first_out_and_everything_adds_up_to_the_fen()
    {
        Guid[] gifts = [await GiveAsync(33_33), await GiveAsync(33_33), await GiveAsync(33_34)];
        await _stage.SpendAsync(_stage.Book.Meals, 50_00, units: "7", beneficiaries: 20);
        await _stage.SpendAsync(_stage.Book.Meals, 30_01, units: "3", beneficiaries: 20);

        var traces = await Task.WhenAll(gifts.Select(TraceAsync));

        var steps = traces.SelectMany(trace => trace.GetProperty("steps").EnumerateArray()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(traces.Select(trace => trace.GetProperty("spentFen").GetInt64()), Is.EqualTo(new long[] { 33_33, 33_33, 13_35 }));
            Assert.That(traces.Select(trace => trace.GetProperty("leftFen").GetInt64()), Is.EqualTo(new long[] { 0, 0, 19_99 }));
            Assert.That(steps.Sum(step => step.GetProperty("fen").GetInt64()), Is.EqualTo(80_01));
            Assert.That(steps.Sum(step => step.GetProperty("units").GetDecimal()), Is.EqualTo(10m));
        });
    }

    [Test]
    public async Task F09_an_earmarked_gift_is_used_for_its_project_only()
    {
        var project = Guid.NewGuid();
        var general = await GiveAsync(50_00);
        var earmarked = await _stage.GiveAsync(_stage.Book.Meals, 50_00, new { personId = _donor.PersonId }, project);

        await _stage.SpendAsync(_stage.Book.Meals, 20_00);
        await _stage.SpendAsync(_stage.Book.Meals, 30_00, project);

        Assert.Multiple(async () =>
        {
            Assert.That((await TraceAsync(general)).GetProperty("spentFen").GetInt64(), Is.EqualTo(20_00));
            Assert.That((await TraceAsync(earmarked)).GetProperty("spentFen").GetInt64(), Is.EqualTo(30_00));
        });
    }

    [Test]
    public async Task F35_what_helped_very_few_tells_only_the_month()
    {
        var gift = await GiveAsync(50_00);
        await _stage.SpendAsync(_stage.Book.Meals, 50_00, units: "1", beneficiaries: 2);

        var step = (await TraceAsync(gift)).GetProperty("steps")[0];

        Assert.Multiple(() =>
        {
            Assert.That(step.GetProperty("isHidden").GetBoolean(), Is.True);
            Assert.That(step.GetProperty("month").GetString(), Is.EqualTo("2026-03"));
            Assert.That(step.GetProperty("day").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(step.GetProperty("text").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(step.GetProperty("voucher").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task F31_a_payment_that_the_bank_sends_back_is_undone_and_paid_again()
    {
        var gift = await GiveAsync(50_00);
        var id = await _stage.SpendAsync(_stage.Book.Meals, 40_00);

        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/return", new { reason = "账号有误，银行退汇" })).JsonAsync();
        var (held, back) = (await _stage.FundAsync(_stage.Book.Meals), await TraceAsync(gift));
        await (await MoneyStage.PostAsync(_stage.Manager, $"disbursements/{id}/payment", new { moneyAccountId = _stage.Book.Bank })).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(held, Is.EqualTo((50_00L, 40_00L)));
            Assert.That(back.GetProperty("leftFen").GetInt64(), Is.EqualTo(50_00));
            Assert.That(await _stage.FundAsync(_stage.Book.Meals), Is.EqualTo((10_00L, 0L)));
            Assert.That((await TraceAsync(gift)).GetProperty("spentFen").GetInt64(), Is.EqualTo(40_00));
        });
    }

    [Test]
    public async Task A_gift_is_followed_into_its_new_purpose()
    {
        var gift = await GiveAsync(50_00);
        var change = (await (await MoneyStage.PostAsync(
            _stage.Manager,
            "purpose-changes",
            new { basis = "Refiled", fromFundId = _stage.Book.Meals, toFundId = _stage.Book.General, reason = "方案变更", refilingNumber = "备案0002" })).JsonAsync()).GetProperty("id").GetGuid();
        await (await MoneyStage.PostAsync(_stage.Secretary, $"purpose-changes/{change}/execution", new { moneyAccountId = _stage.Book.Bank })).JsonAsync();
        await _stage.SpendAsync(_stage.Book.General, 20_00);

        var trace = await TraceAsync(gift);

        Assert.Multiple(() =>
        {
            Assert.That(trace.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()), Is.EqualTo(new[] { "Moved", "Spent" }));
            Assert.That(trace.GetProperty("spentFen").GetInt64(), Is.EqualTo(20_00));
            Assert.That(trace.GetProperty("leftFen").GetInt64(), Is.EqualTo(30_00));
        });
    }

    [Test]
    public async Task Without_an_account_number_and_code_of_the_confirmation_open_it_and_nothing_else_does()
    {
        var gift = await GiveAsync(50_00);
        var receipt = await (await MoneyStage.PostAsync(_stage.Manager, $"gifts/{gift}/receipts")).JsonAsync();
        var (number, code) = (receipt.GetProperty("number").GetString()!, receipt.GetProperty("code").GetString()!);
        var community = await _stage.Book.ReadAsync(db =>
            db.Database.SqlQuery<string>($"SELECT code AS \"Value\" FROM platform_tenants WHERE id = {_stage.Community.TenantId}").SingleAsync());
        using var anybody = _stage.App.CreateClient();

        var right = await anybody.PostAsJsonAsync($"{Given.Api}/communities/{community}/traces", new { receiptNumber = number, code = code.ToLowerInvariant() });
        var wrong = await anybody.PostAsJsonAsync($"{Given.Api}/communities/{community}/traces", new { receiptNumber = number, code = "AAAAAAAAAA" });
        var elsewhere = await anybody.PostAsJsonAsync($"{Given.Api}/communities/nowhere/traces", new { receiptNumber = number, code });

        Assert.Multiple(async () =>
        {
            Assert.That((await right.JsonAsync()).GetProperty("fen").GetInt64(), Is.EqualTo(50_00));
            Assert.That(await right.Content.ReadAsStringAsync(), Does.Not.Contain("林小满"));
            Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(elsewhere.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private Task<Guid> GiveAsync(long fen) => _stage.GiveAsync(_stage.Book.Meals, fen, new { personId = _donor.PersonId });

    private Task<JsonElement> TraceAsync(Guid gift) => MoneyStage.GetAsync(_donor, $"my/gifts/{gift}/trace");
}
