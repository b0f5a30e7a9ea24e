using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Bazaars;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class BazaarTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;
    private Guid _bazaar;
    private Guid _stall;
    private TestUser _keeper = null!;

    [SetUp]
    public async Task Open()
    {
        _stage = await MoneyStage.OpenAsync(database);
        _keeper = await _stage.Community.NewMemberAsync("摊主");
        var campaign = await _stage.CampaignAsync("OnSite");
        var answer = await (await MoneyStage.PostAsync(
            _stage.Manager,
            "bazaars",
            new { campaignId = campaign, title = "春日义卖", place = "社区广场", date = MoneyStage.Today, cashAccountId = _stage.Book.Cash, qrAccountId = _stage.Book.Bank, stalls = new object[] { new { name = "旧书摊", keeperPersonId = _keeper.PersonId }, new { name = "手工摊" } } })).JsonAsync();
        (_bazaar, _stall) = (answer.GetProperty("id").GetGuid(), answer.GetProperty("stalls").EnumerateArray().Single(stall => stall.GetProperty("name").GetString() == "旧书摊").GetProperty("id").GetGuid());
    }

    [Test]
    public async Task F37_a_phone_that_was_offline_sends_its_sheet_twice_and_it_counts_once()
    {
        object[] sheet = [Line(Guid.NewGuid(), 10_00), Line(Guid.NewGuid(), 5_50), Line(Guid.NewGuid(), 20_00, "Qr")];

        var answers = await Task.WhenAll(SyncAsync(sheet), SyncAsync(sheet), SyncAsync(sheet));

        var stalls = (await MoneyStage.GetAsync(_stage.Manager, $"bazaars/{_bazaar}")).GetProperty("stalls").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(answers.SelectMany(answer => answer.GetProperty("results").EnumerateArray()).Count(result => result.GetProperty("outcome").GetString() == "Taken"), Is.EqualTo(3));
            Assert.That(stalls.Sum(stall => stall.GetProperty("cashFen").GetInt64()), Is.EqualTo(15_50));
            Assert.That(stalls.Sum(stall => stall.GetProperty("qrFen").GetInt64()), Is.EqualTo(20_00));
        });
    }

    [Test]
    public async Task F37_a_line_sent_again_with_another_sum_is_a_conflict_and_the_first_stays()
    {
        var id = Guid.NewGuid();
        await SyncAsync(Line(id, 10_00));

        var again = await SyncAsync(Line(id, 11_00));

        Assert.Multiple(async () =>
        {
            Assert.That(again.GetProperty("results")[0].GetProperty("outcome").GetString(), Is.EqualTo("Conflict"));
            Assert.That((await CashSheetsAsync()), Is.EqualTo(10_00));
        });
    }

    [Test]
    public async Task F37_a_struck_line_does_not_count()
    {
        var id = Guid.NewGuid();
        await SyncAsync(Line(id, 10_00));
        await SyncAsync(new { clientId = id, stallId = _stall, item = "旧书", quantity = 1, fen = 10_00, payment = "Cash", soldAt = "2026-03-02T02:00:00Z", struck = true });

        Assert.That(await CashSheetsAsync(), Is.Zero);
    }

    [Test]
    public async Task F37_somebody_who_keeps_no_stall_writes_no_sheet()
    {
        var stranger = await _stage.Community.NewMemberAsync("路人");

        var answer = await MoneyStage.PostAsync(stranger, $"bazaars/{_bazaar}/sales", new { sales = new[] { Line(Guid.NewGuid(), 1_00) } });

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task F37_two_people_count_or_nothing_is_posted()
    {
        await StopAsync(qr: 0);
        await CountAsync(_stage.Manager, (1000, 1));
        await (await MoneyStage.PostAsync(_stage.Manager, $"bazaars/{_bazaar}/settlement")).RefusedAsync(FundsErrors.TwoCountersNeeded);

        await CountAsync(_stage.Manager, (1000, 1));
        await (await MoneyStage.PostAsync(_stage.Manager, $"bazaars/{_bazaar}/settlement")).RefusedAsync(FundsErrors.TwoCountersNeeded);

        await CountAsync(_stage.Secretary, (500, 2));
        await (await MoneyStage.PostAsync(_stage.Manager, $"bazaars/{_bazaar}/settlement")).RefusedAsync(FundsErrors.CountsDiffer);
    }

    [Test]
    public async Task F37_a_resident_does_not_count_and_nobody_sees_the_others_count_first()
    {
        await StopAsync(qr: 0);
        await CountAsync(_stage.Manager, (10000, 3));
        var resident = await _stage.Community.NewMemberAsync();

        var refused = await MoneyStage.PutAsync(resident, $"bazaars/{_bazaar}/cash-counts/mine", new { piles = new[] { new { denomination = 10000, pieces = 3 } } });
        var seen = (await MoneyStage.GetAsync(_stage.Secretary, $"bazaars/{_bazaar}")).GetProperty("counts")[0];

        Assert.Multiple(() =>
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(seen.GetProperty("fen").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [TestCase(100_00, 52_00, 98_00, 50_00, 2_00, 2_00)]
    [TestCase(95_00, 50_00, 98_00, 50_00, -3_00, 0)]
    public async Task F37_what_was_counted_is_posted_and_over_or_short_stands_by_name(long counted, long qr, long cashSheet, long qrSheet, long cashOver, long qrOver)
    {
        await SyncAsync(Line(Guid.NewGuid(), cashSheet), Line(Guid.NewGuid(), qrSheet, "Qr"));
        await StopAsync(qr);
        await CountAsync(_stage.Manager, (100, (int)(counted / 100)));
        await CountAsync(_stage.Secretary, (100, (int)(counted / 100)));

        var settled = await (await MoneyStage.PostAsync(_stage.Manager, $"bazaars/{_bazaar}/settlement")).JsonAsync();

        var lines = await _stage.LinesAsync(settled.GetProperty("entryId").GetGuid());
        var roles = await _stage.RolesAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(Sum(AccountRole.Cash), Is.EqualTo(counted));
            Assert.That(Sum(AccountRole.Bank), Is.EqualTo(qr));
            Assert.That(Sum(AccountRole.Sales), Is.EqualTo(-cashSheet - qrSheet));
            Assert.That(Sum(AccountRole.OtherIncome), Is.EqualTo(-Math.Max(0, cashOver) - Math.Max(0, qrOver)));
            Assert.That(Sum(AccountRole.OtherCost), Is.EqualTo(Math.Max(0, -cashOver)));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(counted + qr));
        });

        long Sum(AccountRole role) => lines.Where(line => roles[line.AccountId] == role).Sum(line => line.Fen);
    }

    [Test]
    public async Task F37_settled_twice_at_once_it_is_posted_once()
    {
        await SyncAsync(Line(Guid.NewGuid(), 10_00));
        await StopAsync(qr: 0);
        await CountAsync(_stage.Manager, (1000, 1));
        await CountAsync(_stage.Secretary, (1000, 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MoneyStage.PostAsync(_stage.Manager, $"bazaars/{_bazaar}/settlement")));

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(10_00));
        });
    }

    private async Task<long> CashSheetsAsync() =>
        (await MoneyStage.GetAsync(_stage.Manager, $"bazaars/{_bazaar}")).GetProperty("stalls").EnumerateArray().Sum(stall => stall.GetProperty("cashFen").GetInt64());

    private object Line(Guid clientId, long fen, string payment = "Cash") =>
        new { clientId, stallId = _stall, item = "旧书", quantity = 1, fen, payment, soldAt = "2026-03-02T02:00:00Z" };

    private async Task<JsonElement> SyncAsync(params object[] sales) => await (await MoneyStage.PostAsync(_keeper, $"bazaars/{_bazaar}/sales", new { sales })).JsonAsync();

    private async Task StopAsync(long qr) => await (await MoneyStage.PostAsync(_stage.Manager, $"bazaars/{_bazaar}/counting", new { qrTotalFen = qr })).NothingAsync();

    private async Task CountAsync(TestUser user, (int Denomination, int Pieces) pile) =>
        await (await MoneyStage.PutAsync(user, $"bazaars/{_bazaar}/cash-counts/mine", new { piles = new[] { new { denomination = pile.Denomination, pieces = pile.Pieces } } })).JsonAsync();
}
