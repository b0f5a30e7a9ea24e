using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.FakeStripe;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class PayoutTests(DatabaseProvider database)
{
    private PaymentStage _stage = null!;

    [SetUp]
    public async Task SetUp() => _stage = await PaymentStage.NewAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task A_payout_proves_itself_three_ways_once_the_bank_line_is_matched()
    {
        await _stage.PaidAsync(10_000);
        await _stage.PaidAsync(3_000, _stage.Book.General);
        var third = await _stage.PaidAsync(2_000);
        _stage.Stripe.Refund(third.ChargeId, 500);
        _stage.Stripe.MoveBalance("stripe_fee", "fee", -200);
        var payout = await PaidOutAsync();
        var amount = 15_000 - FakeStripeAccount.FeeOf(10_000) - FakeStripeAccount.FeeOf(3_000) - FakeStripeAccount.FeeOf(2_000) - 500 - 200;

        var open = await ProofAsync(payout);
        Assert.That(open.GetProperty("payout").GetProperty("amount").GetInt64(), Is.EqualTo(amount));
        Assert.That(open.GetProperty("residualFen").GetInt64(), Is.Zero);
        Assert.That(open.GetProperty("booksResidualFen").GetInt64(), Is.Zero);
        Assert.That(open.GetProperty("proves").GetBoolean(), Is.False, "the bank has said nothing yet");
        var parts = open.GetProperty("parts");
        Assert.That(parts.GetProperty("giftsFen").GetInt64(), Is.EqualTo(15_000));
        Assert.That(parts.GetProperty("refundsFen").GetInt64(), Is.EqualTo(-500));
        Assert.That(parts.GetProperty("netFen").GetInt64(), Is.EqualTo(amount));
        Assert.That(open.GetProperty("funds").EnumerateArray().Sum(leg => leg.GetProperty("fen").GetInt64()), Is.EqualTo(amount));

        await ArrivesAtTheBankAsync(open);

        var proof = await ProofAsync(payout);
        Assert.That(proof.GetProperty("proves").GetBoolean(), Is.True, proof.ToString());
        Assert.That(proof.GetProperty("bankResidualFen").GetInt64(), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance, _stage.Book.Meals), Is.Zero, "fund by fund");
    }

    [Test]
    public async Task F21_a_payout_that_was_paid_and_then_fails_comes_back_and_is_sent_again()
    {
        await _stage.PaidAsync(10_000);
        var net = 10_000 - FakeStripeAccount.FeeOf(10_000);
        var first = await PaidOutAsync();
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit), Is.EqualTo(net));

        _stage.Stripe.FailPayout(first);
        await _stage.DeliverAllAsync();
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.EqualTo(net));

        var second = await PaidOutAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit, _stage.Book.Meals), Is.EqualTo(net));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance, _stage.Book.Meals), Is.Zero);
        Assert.That((await ProofAsync(second)).GetProperty("residualFen").GetInt64(), Is.Zero);
        Assert.That((await ProofAsync(first)).GetProperty("payout").GetProperty("state").GetString(), Is.EqualTo("Failed"));
        Assert.That(await _stage.QuestionsAsync(), Is.Empty);
    }

    [Test]
    public async Task F21_a_paid_that_comes_after_failed_changes_nothing()
    {
        await _stage.PaidAsync(10_000);
        var payout = await PaidOutAsync();
        _stage.Stripe.FailPayout(payout);
        await _stage.DeliverAllAsync();
        var before = await _stage.DigestAsync();

        await _stage.DeliverAndWorkAsync(_stage.Stripe.TellAgain(_stage.LastEvent("payout.paid")));

        Assert.That(await _stage.DigestAsync(), Is.EqualTo(before));
        Assert.That((await ProofAsync(payout)).GetProperty("payout").GetProperty("state").GetString(), Is.EqualTo("Failed"));
    }

    [Test]
    public async Task F21_a_payout_of_more_than_a_hundred_movements_is_read_page_by_page()
    {
        await _stage.PaidAsync(100_000);
        for (var fee = 0; fee < 230; fee++)
        {
            _stage.Stripe.MoveBalance("stripe_fee", "fee", -10);
        }

        var payout = await PaidOutAsync();

        var proof = await ProofAsync(payout);
        Assert.That(proof.GetProperty("movements").GetArrayLength(), Is.EqualTo(231));
        Assert.That(proof.GetProperty("residualFen").GetInt64(), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.FundraisingCost, _stage.Book.General), Is.EqualTo(2_300));
    }

    [Test]
    public async Task F21_a_payout_of_fees_only_is_taken_from_the_bank()
    {
        _stage.Stripe.MoveBalance("stripe_fee", "fee", -900);

        var payout = await PaidOutAsync();

        Assert.That((await ProofAsync(payout)).GetProperty("payout").GetProperty("amount").GetInt64(), Is.EqualTo(-900));
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit, _stage.Book.General), Is.EqualTo(-900));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.Zero);
        Assert.That(await _stage.QuestionsAsync(), Is.Empty);
    }

    [Test]
    public async Task F19_a_refund_after_the_payout_makes_the_next_one_negative()
    {
        await _stage.Book.GiftAsync(_stage.Book.Meals, 20_000);
        var payment = await _stage.PaidAsync(10_000);
        await PaidOutAsync();

        _stage.Stripe.Refund(payment.ChargeId, 10_000);
        var second = await PaidOutAsync();

        Assert.That((await ProofAsync(second)).GetProperty("payout").GetProperty("amount").GetInt64(), Is.EqualTo(-10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit, _stage.Book.Meals), Is.EqualTo(-FakeStripeAccount.FeeOf(10_000)));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.Zero);
    }

    [Test]
    public async Task F21_parts_that_do_not_add_up_raise_an_alarm()
    {
        await _stage.PaidAsync(10_000);
        var payout = _stage.Stripe.PayOut();
        _stage.Stripe.Change(payout, "amount", 9_000);
        _stage.Stripe.Arrive(payout);
        _stage.Stripe.Reconcile(payout);

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "PayoutResidual" }));
        var proof = await ProofAsync(payout);
        Assert.That(proof.GetProperty("residualFen").GetInt64(), Is.EqualTo(9_000 - (10_000 - FakeStripeAccount.FeeOf(10_000))));
        Assert.That(proof.GetProperty("proves").GetBoolean(), Is.False);
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit), Is.EqualTo(9_000), "what the bank will say");
    }

    [Test]
    public async Task F21_money_nobody_explained_leaves_with_the_payout_and_is_named()
    {
        await _stage.PaidAsync(10_000);
        _stage.Stripe.ChargeByHand(4_000);

        var payout = await PaidOutAsync();

        var proof = await ProofAsync(payout);
        Assert.That(proof.GetProperty("parts").GetProperty("heldFen").GetInt64(), Is.EqualTo(4_000 - FakeStripeAccount.FeeOf(4_000)));
        Assert.That(proof.GetProperty("residualFen").GetInt64(), Is.Zero);
        Assert.That(proof.GetProperty("proves").GetBoolean(), Is.False);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance, _stage.Book.Meals), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance, _stage.Book.General), Is.EqualTo(-4_000 + FakeStripeAccount.FeeOf(4_000)));
    }

    [Test]
    public async Task F21_of_a_payout_by_hand_stripe_cannot_say_what_is_inside()
    {
        await _stage.PaidAsync(10_000);
        _stage.Stripe.PayOut(automatic: false, amount: 5_000);

        await _stage.DeliverAllAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "ManualPayout" }));
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit, _stage.Book.General), Is.EqualTo(5_000));
    }

    [Test]
    public async Task F21_a_balance_in_another_currency_is_booked_at_what_the_donor_gave()
    {
        (_stage.Stripe.BalanceCurrency, _stage.Stripe.Rate) = ("hkd", 1.0847m);
        await _stage.PaidAsync(10_000);
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.Zero);

        await PaidOutAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderBalance), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit) + await _stage.BalanceAsync(AccountRole.FundraisingCost), Is.EqualTo(10_000));
        Assert.That(await _stage.QuestionsAsync(), Is.Empty);
    }

    [Test]
    public async Task F21_a_fee_in_a_currency_without_a_rate_waits_for_a_person()
    {
        (_stage.Stripe.BalanceCurrency, _stage.Stripe.Rate) = ("hkd", 1.0847m);
        _stage.Stripe.MoveBalance("stripe_fee", "fee", -900);

        await PaidOutAsync();

        Assert.That(await _stage.QuestionsAsync(), Does.Contain("ForeignMoney"));
        Assert.That(await _stage.DigestAsync(), Is.Empty);
    }

    [Test]
    public async Task F23_a_movement_of_an_unknown_kind_is_kept_and_flagged()
    {
        await _stage.PaidAsync(10_000);
        _stage.Stripe.MoveBalance("levitation", "levitation", -70);

        var payout = await PaidOutAsync();

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "UnknownType" }));
        var proof = await ProofAsync(payout);
        Assert.That(proof.GetProperty("parts").GetProperty("heldFen").GetInt64(), Is.EqualTo(-70));
        Assert.That(proof.GetProperty("movements").EnumerateArray().Select(m => m.GetProperty("rawCategory").GetString()), Does.Contain("levitation"));
    }

    [Test]
    public async Task A_reserve_that_stripe_holds_is_still_ours()
    {
        await _stage.PaidAsync(10_000);
        _stage.Stripe.MoveBalance("payout_minimum_balance_hold", "payout_minimum_balance_hold", -1_000);
        await PaidOutAsync();
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.EqualTo(1_000));

        _stage.Stripe.MoveBalance("payout_minimum_balance_release", "payout_minimum_balance_release", 1_000);
        await PaidOutAsync();

        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.InTransit), Is.EqualTo(10_000 - FakeStripeAccount.FeeOf(10_000)));
    }

    [Test]
    public async Task A_payout_that_is_never_explained_is_asked_about_by_the_nightly_job()
    {
        await _stage.PaidAsync(10_000);
        _stage.Stripe.PayOut();
        await _stage.DeliverAllAsync();
        Assert.That(await _stage.QuestionsAsync(), Is.Empty);

        _stage.App.Clock.Advance(TimeSpan.FromDays(7));
        await _stage.App.RunJobAsync("funds.catch-up-payments");

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "PayoutUnexplained" }));
    }

    private async Task<string> PaidOutAsync()
    {
        var payout = _stage.Stripe.PayOut();
        _stage.Stripe.Arrive(payout);
        _stage.Stripe.Reconcile(payout);
        await _stage.DeliverAllAsync();
        return payout;
    }

    private async Task<JsonElement> ProofAsync(string payout)
    {
        var item = (await _stage.GetAsync("/payouts")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("externalId").GetString() == payout);
        return await _stage.GetAsync($"/payouts/{item.GetProperty("id").GetGuid()}");
    }

    /// <summary>What matching a line of the statement with the payout does.</summary>
    private async Task ArrivesAtTheBankAsync(JsonElement proof)
    {
        var (id, fen) = (proof.GetProperty("payout").GetProperty("id").GetGuid(), proof.GetProperty("payout").GetProperty("amount").GetInt64());
        await _stage.Book.Community.InsideAsync(services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            return db.InTransactionAsync(
                async () =>
                {
                    var items = services.GetRequiredService<PayoutItems>();
                    var bank = await db.Set<MoneyAccount>().SingleAsync(account => account.Id == _stage.Book.Bank);
                    var open = await items.ListAsync(bank, CancellationToken.None);
                    Assert.That(open.Select(item => (item.Id, item.Fen)), Does.Contain((id, fen)));
                    Assert.That(
                        async () => await items.ArriveAsync(bank, id, fen - 1, BookStage.Today, CancellationToken.None),
                        Throws.TypeOf<BusinessException>().With.Property(nameof(BusinessException.Code)).EqualTo(FundsErrors.MatchWhole));
                    await items.ArriveAsync(bank, id, fen, BookStage.Today, CancellationToken.None);
                    Assert.That(await items.ListAsync(bank, CancellationToken.None), Is.Empty);
                },
                CancellationToken.None);
        });
    }
}
