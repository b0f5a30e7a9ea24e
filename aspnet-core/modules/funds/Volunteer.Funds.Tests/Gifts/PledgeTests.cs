using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Gifts;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Gifts;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PledgeTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task F28_pledges_of_one_sum_at_once_ask_for_different_sums()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => PledgeAsync($"捐赠人{number}")));

        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => answer.GetProperty("payableFen").GetInt64()), Is.Unique.And.All.InRange(100_01, 100_99));
            Assert.That(answers.Select(answer => answer.GetProperty("noteCode").GetString()), Is.Unique);
        });
    }

    [Test]
    public async Task F28_the_ninety_nine_odd_sums_are_given_out_and_then_refused()
    {
        var donor = await _stage.Community.NewPersonAsync();
        for (var count = 0; count < 99; count++)
        {
            await (await PledgeAsync(new { personId = donor })).JsonAsync();
        }

        await (await PledgeAsync(new { personId = donor })).RefusedAsync(FundsErrors.NoSuffixLeft);
    }

    [Test]
    public async Task A_pledge_is_not_in_the_books_until_it_comes()
    {
        var pledge = await PledgeAsync("张先生");
        var before = (await _stage.FundAsync(_stage.Book.Meals)).Balance;

        await (await MoneyStage.PostAsync(
            _stage.Manager,
            "gifts",
            new { fundId = _stage.Book.Meals, kind = "Transfer", fen = pledge.GetProperty("payableFen").GetInt64(), moneyAccountId = _stage.Book.Bank, pledgeId = pledge.GetProperty("id").GetGuid() })).JsonAsync();

        var state = (await MoneyStage.GetAsync(_stage.Manager, "pledges")).GetProperty("items")[0].GetProperty("pledge").GetProperty("state").GetString();
        Assert.Multiple(() =>
        {
            Assert.That(before, Is.Zero);
            Assert.That(state, Is.EqualTo("Fulfilled"));
        });
    }

    [Test]
    public async Task A_monthly_donor_is_reminded_once_a_month_and_nothing_is_drawn()
    {
        var donor = await _stage.Community.NewPersonAsync("月捐人", email: "monthly@example.org");
        await (await PledgeAsync(new { personId = donor }, isMonthly: true)).JsonAsync();

        await _stage.App.RunJobAsync(RemindMonthlyPledges.Name);
        var inTheSameMonth = await MessagesAsync(donor);
        _stage.App.Clock.Set(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));
        await _stage.App.RunJobAsync(RemindMonthlyPledges.Name);
        _stage.App.Clock.Advance(TimeSpan.FromDays(1));
        await _stage.App.RunJobAsync(RemindMonthlyPledges.Name);

        Assert.Multiple(async () =>
        {
            Assert.That(inTheSameMonth, Is.Zero);
            Assert.That(await MessagesAsync(donor), Is.EqualTo(1));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.Zero);
        });
    }

    [Test]
    public async Task A_promise_in_writing_is_ended_by_the_office_only()
    {
        var donor = await _stage.Community.NewMemberAsync("承诺人");
        var id = (await (await PledgeAsync(new { personId = donor.PersonId }, isEnforceable: true)).JsonAsync()).GetProperty("id").GetGuid();

        await (await MoneyStage.PostAsync(donor, $"pledges/{id}/cancellation")).RefusedAsync(FundsErrors.PledgeEnforceable);
        await (await MoneyStage.PostAsync(_stage.Manager, $"pledges/{id}/cancellation")).NothingAsync();
    }

    private Task<int> MessagesAsync(Guid personId) => _stage.Book.ReadAsync(db =>
        db.Database.SqlQuery<int>($"SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM platform_messages WHERE person_id = {personId}").SingleAsync());

    private async Task<JsonElement> PledgeAsync(string name) => await (await PledgeAsync(new { @new = new { kind = "Person", name } })).JsonAsync();

    private Task<HttpResponseMessage> PledgeAsync(object donor, bool isMonthly = false, bool isEnforceable = false) =>
        MoneyStage.PostAsync(_stage.Manager, "pledges", new { fundId = _stage.Book.Meals, donor, fen = 100_00, withOddFen = true, isMonthly, isEnforceable });
}
