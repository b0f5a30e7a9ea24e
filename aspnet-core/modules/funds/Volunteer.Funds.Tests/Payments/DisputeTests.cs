using Volunteer.FakeStripe;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class DisputeTests(DatabaseProvider database)
{
    private static readonly long Fee = FakeStripeAccount.FeeOf(10_000);
    private PaymentStage _stage = null!;

    [SetUp]
    public async Task SetUp()
    {
        _stage = await PaymentStage.NewAsync(await TestApp.ForAsync(database));
        await _stage.Book.GiftAsync(_stage.Book.Meals, 50_000);
    }

    [Test]
    public async Task F20_withdrawn_money_is_no_income_and_its_fee_is_a_cost()
    {
        var payment = await _stage.PaidAsync(10_000);
        _stage.Stripe.Dispute(payment.ChargeId, 10_000);

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-50_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.FundraisingCost), Is.EqualTo(Fee + 1_500));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.EqualTo(-Fee - 1_500));
        Assert.That(await DisputeStateAsync(payment.Id), Is.EqualTo("Open"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task F20_won_money_is_income_again_and_the_fee_perhaps_comes_back(bool feeComesBack)
    {
        var payment = await _stage.PaidAsync(10_000);
        var dispute = _stage.Stripe.Dispute(payment.ChargeId, 10_000);
        await _stage.DeliverAllAsync();

        _stage.Stripe.WinDispute(dispute, feeComesBack);
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-60_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.FundraisingCost), Is.EqualTo(feeComesBack ? Fee : Fee + 1_500));
        Assert.That(await _stage.BalanceAsync(AccountRole.Payable), Is.Zero);
        Assert.That(await DisputeStateAsync(payment.Id), Is.EqualTo("Won"));
        Assert.That((await _stage.GetAsync($"/payments/{payment.Id}")).GetProperty("payment").GetProperty("disputedFen").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task F20_lost_money_stays_away_and_nothing_is_posted_twice()
    {
        var payment = await _stage.PaidAsync(10_000);
        var dispute = _stage.Stripe.Dispute(payment.ChargeId, 10_000);
        await _stage.DeliverAllAsync();
        var before = await _stage.DigestAsync();

        _stage.Stripe.LoseDispute(dispute);
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.DigestAsync(), Is.EqualTo(before));
        Assert.That(await DisputeStateAsync(payment.Id), Is.EqualTo("Lost"));
    }

    [Test]
    public async Task F19_a_dispute_over_a_spent_gift_is_borne_by_the_general_fund()
    {
        var payment = await _stage.PaidAsync(10_000);
        await _stage.Book.SpendAsync(_stage.Book.Meals, await _stage.SpendableAsync(_stage.Book.Meals));

        _stage.Stripe.Dispute(payment.ChargeId, 10_000);
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.SpendableAsync(_stage.Book.Meals), Is.Zero);
        Assert.That(await _stage.SpendableAsync(_stage.Book.General), Is.EqualTo(-11_500));
    }

    [Test]
    public async Task F23_a_dispute_state_that_nobody_knows_is_flagged_and_its_money_still_counts()
    {
        var payment = await _stage.PaidAsync(10_000);
        var dispute = _stage.Stripe.Dispute(payment.ChargeId, 10_000);
        _stage.Stripe.Change(dispute, "status", "in_the_stars");

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "UnknownType" }));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-50_000));
    }

    private async Task<string?> DisputeStateAsync(Guid paymentId) => (await _stage.GetAsync($"/payments/{paymentId}")).GetProperty("disputes")[0].GetProperty("state").GetString();
}
