using System.Net.Http.Json;
using System.Text.Json;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Banking.Reconciliation;

/// <summary>Pledges, gifts and approved payments against the bank's lines.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class MoneyItemsTests(DatabaseProvider database)
{
    private BankDesk _desk = null!;

    [SetUp]
    public async Task SetUp() => _desk = await BankDesk.OpenAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task F28_of_two_equal_pledges_the_one_whose_code_was_written_is_taken_with_its_gift_and_the_other_stays()
    {
        var (first, second) = (await PledgeAsync("王秀英", 10_000), await PledgeAsync("王秀英", 10_000));
        await _desk.ImportAsync($"2026-03-02,100.00,100.00,王秀英,捐款 {first.GetProperty("noteCode").GetString()},", "2026-03-02,100.00,200.00,王秀英,,");

        var taken = await (await _desk.Http.PostAsJsonAsync($"{Given.Api}/money-accounts/{_desk.Stage.Bank}/bank-matches/certain", new { })).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(taken.GetProperty("matched").GetInt32(), Is.EqualTo(1));
            Assert.That((await _desk.OpenItemsAsync()).Select(item => (item.GetProperty("kind").GetString(), item.GetProperty("itemId").GetGuid())), Is.EqualTo(new[] { ("Pledge", second.GetProperty("id").GetGuid()) }));
            Assert.That(await _desk.DifferenceAsync(), Is.Zero);
            Assert.That((await _desk.ProofAsync()).GetProperty("ledgerFen").GetInt64(), Is.EqualTo(10_000));
        });
    }

    [Test]
    public async Task F29_a_pledge_paid_in_two_parts_is_two_gifts_and_then_done()
    {
        var pledge = (await PledgeAsync("王秀英", 10_000)).GetProperty("id").GetGuid();
        await _desk.ImportAsync("2026-03-02,60.00,,王秀英,,", "2026-03-09,40.00,,王秀英,,");
        var lines = await _desk.LinesAsync();

        await (await MatchAsync(lines[0].Id, "Pledge", pledge, 6_000)).JsonAsync();
        var between = (await _desk.OpenItemsAsync()).Single().GetProperty("openFen").GetInt64();
        await (await MatchAsync(lines[1].Id, "Pledge", pledge, 4_000)).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(between, Is.EqualTo(4_000));
            Assert.That(await _desk.OpenItemsAsync(), Is.Empty);
            Assert.That(await _desk.CardsAsync(), Is.Empty);
        });
        await (await MatchAsync(lines[1].Id, "Pledge", pledge, 4_000)).RefusedAsync(FundsErrors.ItemTaken);
    }

    [Test]
    public async Task A_line_becomes_gifts_to_two_funds_with_their_donor()
    {
        await _desk.ImportAsync("2026-03-02,100.00,100.00,王秀英,,");
        var line = (await _desk.LinesAsync())[0].Id;

        var booked = await (await _desk.Http.PostAsJsonAsync($"{Given.Api}/statement-lines/{line}/gifts", new
        {
            parts = new object[]
            {
                new { fundId = _desk.Stage.Meals, fen = 7_000, donor = new { @new = new { kind = "Person", name = "王秀英" } } },
                new { fundId = _desk.Stage.General, fen = 3_000 },
            },
        })).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(booked.GetProperty("giftIds").GetArrayLength(), Is.EqualTo(2));
            Assert.That(await _desk.CardsAsync(), Is.Empty);
            Assert.That(await _desk.OpenItemsAsync(), Is.Empty);
            Assert.That(await _desk.DifferenceAsync(), Is.Zero);
        });
    }

    [Test]
    public async Task F31_an_approved_payment_is_paid_by_its_line_on_the_banks_day()
    {
        var secretary = await _desk.Stage.Community.NewSecretaryAsync();
        await _desk.BookAsync(50_000, "2026-03-01", fund: _desk.Stage.General);
        var asked = await (await _desk.Http.PostAsJsonAsync($"{Given.Api}/disbursements", new { content = MoneyStage.Content(_desk.Stage.General, 3_000), submit = true })).JsonAsync();
        var id = asked.GetProperty("id").GetGuid();
        await (await secretary.Http.PostAsJsonAsync($"{Given.Api}/disbursements/{id}/review", new { revision = 1 })).NothingAsync();
        await (await secretary.Http.PostAsJsonAsync($"{Given.Api}/disbursements/{id}/approval", new { revision = 1 })).JsonAsync();
        await _desk.ImportAsync("2026-07-09,-30.00,,幸福食堂,餐费,");
        var line = (await _desk.LinesAsync())[0].Id;
        var suggestion = (await _desk.CardsAsync()).Single().GetProperty("suggestions")[0];

        await (await MatchAsync(line, "Disbursement", id, -2_000)).RefusedAsync(FundsErrors.MatchWhole);
        await (await MatchAsync(line, "Disbursement", id, -3_000)).JsonAsync();

        var paid = await (await _desk.Http.GetAsync($"{Given.Api}/disbursements/{id}")).JsonAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(suggestion.GetProperty("items")[0].GetProperty("kind").GetString(), Is.EqualTo("Disbursement"));
            Assert.That(paid.ToString(), Does.Contain("2026-07-09").And.Contains("Paid"));
            Assert.That(await _desk.CardsAsync(), Is.Empty);
        });
    }

    private async Task<JsonElement> PledgeAsync(string name, long fen) => await (await _desk.Http.PostAsJsonAsync(
        $"{Given.Api}/pledges",
        new { fundId = _desk.Stage.General, fen, donor = new { @new = new { kind = "Person", name } }, display = "Masked", dueOn = "2026-03-02" })).JsonAsync();

    private Task<HttpResponseMessage> MatchAsync(Guid line, string kind, Guid item, long fen) => _desk.Http.PostAsJsonAsync(
        $"{Given.Api}/money-accounts/{_desk.Stage.Bank}/bank-matches",
        new { lines = new[] { new { lineId = line, fen } }, items = new[] { new { kind, itemId = item, fen } } });
}
