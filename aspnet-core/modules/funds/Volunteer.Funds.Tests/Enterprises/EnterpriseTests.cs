using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Enterprises;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class EnterpriseTests(DatabaseProvider database)
{
    private MoneyStage _stage = null!;

    [SetUp]
    public async Task Open() => _stage = await MoneyStage.OpenAsync(database);

    [Test]
    public async Task A_promise_after_the_activity_began_is_no_agreement() =>
        await (await SignAsync(signedOn: new DateOnly(2026, 1, 1), from: new DateOnly(2026, 1, 1))).RefusedAsync(FundsErrors.AgreementTooLate);

    [Test]
    public async Task A_share_is_a_claim_when_the_profit_is_told_and_money_when_it_comes()
    {
        var id = (await (await SignAsync()).JsonAsync()).GetProperty("id").GetGuid();
        var share = await (await MoneyStage.PostAsync(_stage.Manager, $"enterprise-agreements/{id}/shares", new { from = "2026-01-01", until = "2026-01-31", profitFen = 12_345_67 })).JsonAsync();
        var balanceOfClaim = (await _stage.FundAsync(_stage.Book.General)).Balance;
        var path = $"enterprise-agreements/{id}/shares/{share.GetProperty("id").GetGuid()}/injections";

        await (await MoneyStage.PostAsync(_stage.Manager, path, new { fen = 2_000_00, moneyAccountId = _stage.Book.Bank })).JsonAsync();
        await (await MoneyStage.PostAsync(_stage.Manager, path, new { fen = 469_14, moneyAccountId = _stage.Book.Bank })).RefusedAsync(FundsErrors.ShareTooMuch);

        var agreement = (await MoneyStage.GetAsync(_stage.Manager, "enterprise-agreements"))[0];
        Assert.Multiple(async () =>
        {
            Assert.That(share.GetProperty("promisedFen").GetInt64(), Is.EqualTo(2_469_13));
            Assert.That(balanceOfClaim, Is.Zero, "a claim is not spendable");
            Assert.That((await _stage.FundAsync(_stage.Book.General)).Balance, Is.EqualTo(2_000_00));
            Assert.That(agreement.GetProperty("promisedFen").GetInt64(), Is.EqualTo(2_469_13));
            Assert.That(agreement.GetProperty("receivedFen").GetInt64(), Is.EqualTo(2_000_00));
        });
    }

    [Test]
    public async Task A_loss_owes_the_minimum_and_a_period_is_told_once()
    {
        var id = (await (await SignAsync(minimumFen: 100_00)).JsonAsync()).GetProperty("id").GetGuid();
        var share = await (await MoneyStage.PostAsync(_stage.Manager, $"enterprise-agreements/{id}/shares", new { from = "2026-01-01", until = "2026-01-31", profitFen = -5 })).JsonAsync();

        await (await MoneyStage.PostAsync(_stage.Manager, $"enterprise-agreements/{id}/shares", new { from = "2026-01-31", until = "2026-02-28", profitFen = 1 })).RefusedAsync(FundsErrors.ShareDeclared);
        await (await MoneyStage.PostAsync(_stage.Manager, $"enterprise-agreements/{id}/shares", new { from = "2027-01-01", until = "2027-01-31", profitFen = 1 })).RefusedAsync(FundsErrors.ShareOutsideActivity);

        Assert.That(share.GetProperty("promisedFen").GetInt64(), Is.EqualTo(100_00));
    }

    private Task<HttpResponseMessage> SignAsync(DateOnly? signedOn = null, DateOnly? from = null, long minimumFen = 0) => MoneyStage.PostAsync(
        _stage.Manager,
        "enterprise-agreements",
        new
        {
            fundId = _stage.Book.General,
            title = "幸福食堂利润分享协议",
            signedOn = signedOn ?? new DateOnly(2025, 12, 1),
            activityFrom = from ?? new DateOnly(2026, 1, 1),
            activityUntil = "2026-12-31",
            basisPoints = 2000,
            minimumFen,
            enterprise = new { kind = "Organisation", name = "幸福食堂" },
        });
}
