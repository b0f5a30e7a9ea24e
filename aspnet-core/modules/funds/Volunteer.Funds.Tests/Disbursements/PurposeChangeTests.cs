using System.Net;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Disbursements;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PurposeChangeTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task F06_without_every_donors_answer_nothing_moves_and_who_refuses_keeps_the_purpose()
    {
        var agreeing = await _stage.Community.NewMemberAsync("同意的人");
        var refusing = await _stage.Community.NewMemberAsync("不同意的人");
        await _stage.GiveAsync(_stage.Book.Meals, 100_00, new { personId = agreeing.PersonId });
        await _stage.GiveAsync(_stage.Book.Meals, 40_00, new { personId = refusing.PersonId });
        await _stage.GiveAsync(_stage.Book.Meals, 7_00);
        var change = await ProposeAsync(new { basis = "DonorConsent", fromFundId = _stage.Book.Meals, toFundId = _stage.Book.General, reason = "食堂停办" });

        var unasked = await (await ExecuteAsync(change)).RefusedAsync(FundsErrors.ConsentMissing);
        await AnswerAsync(agreeing, true);
        await (await ExecuteAsync(change)).RefusedAsync(FundsErrors.ConsentMissing);
        await AnswerAsync(refusing, false);
        var moved = await (await ExecuteAsync(change)).JsonAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(unasked.GetProperty("details").GetProperty("pending").GetInt32(), Is.EqualTo(2));
            Assert.That(moved.GetProperty("movedFen").GetInt64(), Is.EqualTo(100_00));
            Assert.That((await _stage.FundAsync(_stage.Book.Meals)).Balance, Is.EqualTo(47_00));
            Assert.That((await _stage.FundAsync(_stage.Book.General)).Balance, Is.EqualTo(100_00));
        });
    }

    [Test]
    public async Task F06_a_donor_answers_for_nobody_else()
    {
        var donor = await _stage.Community.NewMemberAsync("捐赠人");
        await _stage.GiveAsync(_stage.Book.Meals, 100_00, new { personId = donor.PersonId });
        await ProposeAsync(new { basis = "DonorConsent", fromFundId = _stage.Book.Meals, toFundId = _stage.Book.General, reason = "食堂停办" });
        var consent = (await MoneyStage.GetAsync(donor, "my/consents"))[0].GetProperty("id").GetGuid();
        var stranger = await _stage.Community.NewMemberAsync("路人");

        Assert.Multiple(async () =>
        {
            Assert.That((await MoneyStage.PutAsync(stranger, $"my/consents/{consent}", new { agrees = true })).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await MoneyStage.GetAsync(stranger, "my/consents")).GetArrayLength(), Is.Zero);
        });
    }

    [Test]
    public async Task F06_a_plan_filed_anew_needs_its_number_and_a_second_person()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 100_00);
        var body = new { basis = "Refiled", fromFundId = _stage.Book.Meals, toFundId = _stage.Book.General, reason = "方案变更", fen = 60_00, refilingNumber = (string?)null };
        await (await MoneyStage.PostAsync(_stage.Manager, "purpose-changes", body)).RefusedAsync(FundsErrors.RefilingNumberNeeded);
        var both = await _stage.Community.NewMemberAsync("又管又审", roles: [RoleNames.FundManager, RoleNames.Secretary]);
        var own = (await (await MoneyStage.PostAsync(both, "purpose-changes", body with { refilingNumber = "备案0002" })).JsonAsync()).GetProperty("id").GetGuid();

        await (await MoneyStage.PostAsync(both, $"purpose-changes/{own}/execution", new { moneyAccountId = _stage.Book.Bank })).RefusedAsync(FundsErrors.OwnRequest);
        await (await ExecuteAsync(own)).JsonAsync();

        Assert.That((await _stage.FundAsync(_stage.Book.General)).Balance, Is.EqualTo(60_00));
    }

    [Test]
    public async Task F06_a_restriction_whose_condition_is_met_is_released_as_an_entry()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 100_00);
        var change = await ProposeAsync(new { basis = "ConditionMet", fromFundId = _stage.Book.Meals, toFundId = _stage.Book.General, reason = "约定的三年期满", fen = 100_00 });

        var moved = await (await ExecuteAsync(change)).JsonAsync();

        var lines = await _stage.LinesAsync(moved.GetProperty("entryId").GetGuid());
        var roles = await _stage.RolesAsync();
        Assert.That(
            lines.Select(line => (roles[line.AccountId], line.Fen)),
            Is.EqualTo(new (AccountRole?, long)[]
            {
                (AccountRole.RestrictedNetAssets, 100_00),
                (AccountRole.UnrestrictedNetAssets, -100_00),
                (AccountRole.Bank, -100_00),
                (AccountRole.Bank, 100_00),
            }));
    }

    [Test]
    public async Task F06_money_that_is_reserved_does_not_move()
    {
        await _stage.GiveAsync(_stage.Book.Meals, 100_00);
        await _stage.AskedAsync(_stage.Book.Meals, 50_00);
        var change = await ProposeAsync(new { basis = "ConditionMet", fromFundId = _stage.Book.Meals, toFundId = _stage.Book.General, reason = "期满", fen = 60_00 });

        await (await ExecuteAsync(change)).RefusedAsync(FundsErrors.FundShort);

        Assert.That((await MoneyStage.GetAsync(_stage.Manager, "purpose-changes?state=Open")).GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    private async Task<Guid> ProposeAsync(object body) => (await (await MoneyStage.PostAsync(_stage.Manager, "purpose-changes", body)).JsonAsync()).GetProperty("id").GetGuid();

    private Task<HttpResponseMessage> ExecuteAsync(Guid change) => MoneyStage.PostAsync(_stage.Secretary, $"purpose-changes/{change}/execution", new { moneyAccountId = _stage.Book.Bank });

    private static async Task AnswerAsync(TestUser donor, bool agrees)
    {
        var consent = (await MoneyStage.GetAsync(donor, "my/consents"))[0].GetProperty("id").GetGuid();
        await (await MoneyStage.PutAsync(donor, $"my/consents/{consent}", new { agrees })).NothingAsync();
    }
}
