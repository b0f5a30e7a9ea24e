using System.Net;
using Microsoft.EntityFrameworkCore;
using Volunteer.FakeStripe;
using Volunteer.Funds.Gifts;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class OnlineRefundTests(DatabaseProvider database)
{
    private PaymentStage _stage = null!;

    [SetUp]
    public async Task SetUp() => _stage = await PaymentStage.NewAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task F19_three_partial_refunds_and_a_dispute_over_the_rest()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);

        foreach (var fen in new[] { 1_000, 2_000, 3_000 })
        {
            Assert.That((await _stage.RefundAsync(payment.Id, fen)).StatusCode, Is.EqualTo(HttpStatusCode.Created));
            await _stage.App.DeliverOutboxAsync();
        }

        _stage.Stripe.Dispute(payment.ChargeId, 4_000);
        await _stage.DeliverAllAsync();

        var seen = (await _stage.GetAsync($"/payments/{payment.Id}")).GetProperty("payment");
        Assert.That(seen.GetProperty("refundFen").GetInt64(), Is.EqualTo(6_000));
        Assert.That(seen.GetProperty("disputedFen").GetInt64(), Is.EqualTo(4_000));
        Assert.That(seen.GetProperty("refundableFen").GetInt64(), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-5_000), "all of the online gift is gone");
        Assert.That(await _stage.BalanceAsync(AccountRole.Payable), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.EqualTo(-FakeStripeAccount.FeeOf(10_000) - 1_500));
    }

    [Test]
    public async Task F19_no_more_is_given_back_than_was_paid()
    {
        var payment = await _stage.PaidAsync(10_000);
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        (await _stage.RefundAsync(payment.Id, 6_000)).EnsureSuccessStatusCode();

        var tooMuch = await _stage.RefundAsync(payment.Id, 4_001);

        await tooMuch.RefusedAsync(FundsErrors.RefundTooLarge);
    }

    [Test]
    public async Task F19_two_who_give_back_the_whole_at_once_give_it_back_once()
    {
        var payment = await _stage.PaidAsync(10_000);
        await _stage.Book.GiftAsync(_stage.Book.Meals, 20_000);

        var answers = await Task.WhenAll(_stage.RefundAsync(payment.Id, 10_000), _stage.RefundAsync(payment.Id, 10_000));
        await _stage.App.DeliverOutboxAsync();

        Assert.That(answers.Count(answer => answer.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(_stage.Stripe.All("refund"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task F19_a_pending_refund_is_a_debt_until_the_provider_takes_the_money()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);

        var refund = _stage.Stripe.Refund(payment.ChargeId, 10_000, pending: true);
        await _stage.DeliverAllAsync();
        Assert.That(await _stage.BalanceAsync(AccountRole.Payable), Is.EqualTo(-10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-5_000));

        _stage.Stripe.RefundSucceeds(refund);
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.Payable), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.EqualTo(-FakeStripeAccount.FeeOf(10_000)));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task F19_a_refund_that_fails_restores_the_gift(bool pendingFirst)
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);
        var refund = _stage.Stripe.Refund(payment.ChargeId, 10_000, pendingFirst);
        await _stage.DeliverAllAsync();

        _stage.Stripe.RefundFails(refund);
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-15_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.Payable), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.EqualTo(10_000 - FakeStripeAccount.FeeOf(10_000)));
        var seen = (await _stage.GetAsync($"/payments/{payment.Id}")).GetProperty("payment");
        Assert.That(seen.GetProperty("refundableFen").GetInt64(), Is.EqualTo(10_000));
        var gift = await _stage.Book.ReadAsync(db => db.Set<Gift>().SingleAsync(g => g.Id == seen.GetProperty("giftId").GetGuid()));
        Assert.That((gift.State, gift.RefundedFen), Is.EqualTo((GiftState.Received, 0L)));
    }

    [Test]
    public async Task F19_a_spent_fund_gives_nothing_back_unless_the_general_fund_steps_in()
    {
        var payment = await _stage.PaidAsync(10_000);
        await _stage.Book.SpendAsync(_stage.Book.Meals, await _stage.SpendableAsync(_stage.Book.Meals));

        await (await _stage.RefundAsync(payment.Id, 10_000)).RefusedAsync(FundsErrors.FundShort);
        (await _stage.RefundAsync(payment.Id, 10_000, fromGeneralFund: true)).EnsureSuccessStatusCode();
        await _stage.App.DeliverOutboxAsync();

        Assert.That(await _stage.SpendableAsync(_stage.Book.Meals), Is.Zero, "a restricted fund is never below zero");
        Assert.That(await _stage.SpendableAsync(_stage.Book.General), Is.EqualTo(-10_000));
        Assert.That(_stage.Stripe.All("refund"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task F19_the_money_of_a_refund_is_held_from_the_moment_it_is_ordered()
    {
        var payment = await _stage.PaidAsync(10_000);
        await _stage.Book.GiftAsync(_stage.Book.Meals, 1_000);
        (await _stage.RefundAsync(payment.Id, 10_000)).EnsureSuccessStatusCode();

        Assert.That(
            async () => await _stage.Book.SpendAsync(_stage.Book.Meals, 1_000),
            Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(FundsErrors.FundShort));
        await _stage.App.DeliverOutboxAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-1_000));
    }

    [Test]
    public async Task F22_a_crash_after_the_answer_and_before_the_commit_makes_no_second_refund()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);
        (await _stage.RefundAsync(payment.Id, 2_500)).EnsureSuccessStatusCode();

        // Stripe did it; reading it back fails for longer than we retry, and the transaction is rolled back.
        for (var attempt = 0; attempt < 4; attempt++)
        {
            PretendStripe.Server.Fail(new Fault("GET", "/v1/refunds", 500));
        }

        await _stage.App.DeliverOutboxAsync();
        Assert.That(_stage.Stripe.All("refund"), Has.Count.EqualTo(1));
        Assert.That(await StateAsync(payment.Id), Is.EqualTo(RefundState.Ordered), "we know nothing of it");

        _stage.App.Clock.Advance(TimeSpan.FromMinutes(2));
        await _stage.App.DeliverOutboxAsync();

        Assert.That(_stage.Stripe.All("refund"), Has.Count.EqualTo(1));
        Assert.That(await StateAsync(payment.Id), Is.EqualTo(RefundState.Succeeded));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-12_500));
    }

    [Test]
    public async Task F22_when_stripe_has_forgotten_the_key_the_refund_is_found_by_its_mark()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);
        (await _stage.RefundAsync(payment.Id, 2_500)).EnsureSuccessStatusCode();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            PretendStripe.Server.Fail(new Fault("GET", "/v1/refunds", 500));
        }

        await _stage.App.DeliverOutboxAsync();
        _stage.App.Clock.Advance(TimeSpan.FromHours(30));
        await _stage.App.DeliverOutboxAsync();

        Assert.That(_stage.Stripe.All("refund"), Has.Count.EqualTo(1));
        Assert.That(await StateAsync(payment.Id), Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task F22_an_answer_lost_on_the_way_is_asked_for_again_with_the_same_key()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);
        (await _stage.RefundAsync(payment.Id, 2_500)).EnsureSuccessStatusCode();
        PretendStripe.Server.Fail(new Fault("POST", "/v1/refunds", 0, AfterEffect: true));

        await _stage.App.DeliverOutboxAsync();

        Assert.That(_stage.Stripe.All("refund"), Has.Count.EqualTo(1));
        Assert.That(await StateAsync(payment.Id), Is.EqualTo(RefundState.Succeeded));
        var keys = PretendStripe.Server.Requests.Where(r => r.ApiKey == _stage.Stripe.ApiKey && r is { Method: "POST", Path: "/v1/refunds" }).Select(r => r.IdempotencyKey).ToList();
        Assert.That(keys, Has.Count.EqualTo(2));
        Assert.That(keys.Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_refund_that_stripe_refuses_is_shown_and_frees_the_money_again()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);
        (await _stage.RefundAsync(payment.Id, 8_000)).EnsureSuccessStatusCode();

        // Somebody gave it back in Stripe's own pages in the meantime.
        _stage.Stripe.Refund(payment.ChargeId, 5_000);
        await _stage.App.DeliverOutboxAsync();
        await _stage.DeliverAllAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "RefundRefused" }));
        var seen = (await _stage.GetAsync($"/payments/{payment.Id}")).GetProperty("payment");
        Assert.That(seen.GetProperty("refundFen").GetInt64(), Is.EqualTo(5_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
        await _stage.Book.SpendAsync(_stage.Book.Meals, await _stage.SpendableAsync(_stage.Book.Meals));
    }

    [Test]
    public async Task Money_that_is_not_there_yet_cannot_be_given_back()
    {
        var payment = await _stage.StartAsync(10_000);

        await (await _stage.RefundAsync(await _stage.PaymentIdAsync(payment.SessionId), 100)).RefusedAsync(FundsErrors.PaymentNotPaid);
    }

    [Test]
    public async Task F23_a_refund_state_that_nobody_knows_is_flagged()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 5_000);
        var payment = await _stage.PaidAsync(10_000);
        var refund = _stage.Stripe.Refund(payment.ChargeId, 1_000, pending: true);
        _stage.Stripe.Change(refund, "status", "levitating");

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "UnknownType" }));
        var stored = (await _stage.GetAsync($"/payments/{payment.Id}")).GetProperty("refunds")[0];
        Assert.That(stored.GetProperty("rawState").GetString(), Is.EqualTo("levitating"));
    }

    private Task<RefundState> StateAsync(Guid paymentId) => _stage.Book.ReadAsync(db => db.Set<PaymentRefund>().Where(r => r.PaymentId == paymentId).Select(r => r.State).SingleAsync());
}
