using System.Text.Json.Nodes;
using Volunteer.Funds.Ledger;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

/// <summary>The books do not depend on the order, the number or the age of what we are told.</summary>
[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class OrderOfEventsTests(DatabaseProvider database)
{
    private const int Seeds = 6;
    private TestApp _app = null!;
    private string? _expected;

    [SetUp]
    public async Task SetUp() => _app = await TestApp.ForAsync(database);

    /// <summary>All 24 orders of charge, refund, dispute and payout, each told five times.</summary>
    [Test]
    public async Task F14_every_order_of_charge_refund_dispute_and_payout_gives_the_same_books()
    {
        string[] types = ["charge.succeeded", "charge.refunded", "charge.dispute.created", "payout.reconciliation_completed"];
        var expected = await InOrderAsync();
        Assert.That(expected.Split('\n'), Has.Length.GreaterThan(8));

        foreach (var order in Permutations(types))
        {
            var stage = await StageAsync();
            foreach (var step in await StoryAsync(stage))
            {
                step();
            }

            foreach (var type in order)
            {
                var news = stage.Stripe.Events.First(e => (string?)e["type"] == type);
                for (var times = 0; times < 5; times++)
                {
                    await stage.DeliverAsync(times % 2 == 0 ? news : stage.Stripe.TellAgain(news));
                }

                await _app.DeliverOutboxAsync();
            }

            await stage.DeliverAllAsync();
            Assert.That(await stage.DigestAsync(), Is.EqualTo(expected), string.Join(" → ", order));
        }
    }

    /// <summary>Events come late, twice and in any order while the payments go on; each is worked on with what Stripe says by then.</summary>
    [Test]
    public async Task F14_events_that_come_late_twice_and_in_any_order_give_the_same_books([Range(1, Seeds)] int seed)
    {
        var expected = await InOrderAsync();
        var random = new Random(seed);
        var stage = await StageAsync();
        var steps = new Queue<Action>(await StoryAsync(stage));
        var (told, waiting) = (0, new List<JsonObject>());
        while (steps.Count > 0 || waiting.Count > 0)
        {
            if (steps.Count > 0 && (waiting.Count == 0 || random.Next(3) == 0))
            {
                steps.Dequeue()();
                var events = stage.Stripe.Events;
                foreach (var news in events.Skip(told))
                {
                    waiting.AddRange(Enumerable.Repeat(news, random.Next(1, 4)));
                }

                told = events.Count;
                continue;
            }

            var index = random.Next(waiting.Count);
            await stage.DeliverAsync(waiting[index]);
            waiting.RemoveAt(index);
            if (random.Next(2) == 0)
            {
                await _app.DeliverOutboxAsync();
            }
        }

        await _app.DeliverOutboxAsync();

        Assert.That(await stage.DigestAsync(), Is.EqualTo(expected), $"seed {seed}");
    }

    [Test]
    public async Task F14_the_nightly_job_alone_finds_everything()
    {
        var expected = await InOrderAsync();
        var stage = await StageAsync();
        foreach (var step in await StoryAsync(stage))
        {
            step();
        }

        await _app.RunJobAsync("funds.catch-up-payments");
        await _app.DeliverOutboxAsync();
        Assert.That(await stage.DigestAsync(), Is.EqualTo(expected));

        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.RunJobAsync("funds.catch-up-payments");
        await _app.DeliverOutboxAsync();

        Assert.That(await stage.DigestAsync(), Is.EqualTo(expected), "a second night finds nothing new");
        Assert.That(await stage.QuestionsAsync(), Is.Empty);
    }

    [Test]
    public async Task F14_a_refund_heard_of_before_the_payment_is_complete_in_one_go()
    {
        var stage = await StageAsync();
        var payment = await stage.StartAsync(10_000);
        var charge = stage.Stripe.Pay(payment.SessionId);
        stage.Stripe.Refund(charge, 4_000);

        await stage.DeliverAndWorkAsync(stage.LastEvent("charge.refunded"));

        Assert.That(await stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-106_000));
        Assert.That((await stage.FollowAsync(payment)).GetProperty("state").GetString(), Is.EqualTo("Paid"));
    }

    private static IEnumerable<IReadOnlyList<string>> Permutations(string[] items) => items.Length < 2
        ? [items]
        : items.SelectMany((item, index) => Permutations([.. items.Where((_, other) => other != index)]).Select(rest => (IReadOnlyList<string>)[item, .. rest]));

    /// <summary>A gift settled late, one paid by wallet, refunds that succeed and fail, a dispute won and one lost, a payout that fails.</summary>
    private static async Task<List<Action>> StoryAsync(PaymentStage stage)
    {
        var (first, second, third) = (await stage.StartAsync(10_000), await stage.StartAsync(20_000), await stage.StartAsync(30_000, stage.Book.General));
        var stripe = stage.Stripe;
        stripe.SettlesLate = true;
        var (charge, wallet, card, failing, lost, won, payout) = (string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);
        return
        [
            () => charge = stripe.Pay(first.SessionId),
            () => stripe.PayLater(second.SessionId),
            () => stripe.Settle(charge),
            () => stripe.Refund(charge, 2_000),
            () => wallet = stripe.PayLaterSucceeds(second.SessionId),
            () => failing = stripe.Refund(wallet, 5_000, pending: true),
            () => card = stripe.Pay(third.SessionId),
            () => stripe.Settle(wallet),
            () => stripe.RefundSucceeds(failing),
            () => stripe.Settle(card),
            () => won = stripe.Dispute(charge, 8_000),
            () => stripe.RefundFails(failing),
            () => lost = stripe.Dispute(card, 30_000),
            () => payout = stripe.PayOut(),
            () => stripe.WinDispute(won),
            () => stripe.Arrive(payout),
            () => stripe.Reconcile(payout),
            () => stripe.LoseDispute(lost),
            () => stripe.FailPayout(payout),
            () => payout = stripe.PayOut(),
            () => stripe.Reconcile(payout),
            () => stripe.Arrive(payout),
        ];
    }

    /// <summary>A stage whose restricted fund can bear what is given back: how short a fund is depends on the moment, by nature.</summary>
    private async Task<PaymentStage> StageAsync()
    {
        _app.Clock.Set(FakeClock.Default);
        var stage = await PaymentStage.NewAsync(_app);
        await stage.Book.GiftAsync(stage.Book.Meals, 100_000);
        return stage;
    }

    private async Task<string> InOrderAsync()
    {
        if (_expected is null)
        {
            var stage = await StageAsync();
            foreach (var step in await StoryAsync(stage))
            {
                step();
                await stage.DeliverAllAsync();
            }

            _expected = await stage.DigestAsync();
            Assert.That(await stage.BalanceAsync(AccountRole.ProviderPending), Is.Zero);
            Assert.That(await stage.BalanceAsync(AccountRole.Payable), Is.Zero);
            Assert.That(await stage.BalanceAsync(AccountRole.ProviderBalance), Is.Zero);
            Assert.That(await stage.QuestionsAsync(), Is.Empty);
        }

        return _expected;
    }
}
