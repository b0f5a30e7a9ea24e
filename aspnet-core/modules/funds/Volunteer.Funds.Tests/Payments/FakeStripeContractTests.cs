using System.Text.Json.Nodes;
using Volunteer.FakeStripe;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

/// <summary>The pretended Stripe speaks as Stripe's own description and samples say; so what passes here passes there.</summary>
internal sealed class FakeStripeContractTests
{
    private static readonly OpenApiSlice Slice = new();

    [TestCase("balance_transaction")]
    [TestCase("charge")]
    [TestCase("checkout.session")]
    [TestCase("dispute")]
    [TestCase("event")]
    [TestCase("payment_intent")]
    [TestCase("payout")]
    [TestCase("refund")]
    public void The_check_accepts_stripes_own_samples_but_for_what_changed_since(string name)
    {
        // Null where the description of 2023 still wanted a value.
        var problems = Slice.CheckObject(name, OpenApiSlice.Fixture(name)).Where(problem => !problem.EndsWith("must not be null", StringComparison.Ordinal));

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void The_check_finds_what_is_wrong() => Assert.Multiple(() =>
    {
        Assert.That(Slice.CheckRequest("POST", "/v1/refunds", [new("charge", "ch_1"), new("sum", "5")]), Has.Count.EqualTo(1), "an unknown name");
        Assert.That(Slice.CheckRequest("POST", "/v1/refunds", [new("charge", "ch_1"), new("amount", "5.5")]), Has.Count.EqualTo(1), "no whole number");
        Assert.That(Slice.CheckRequest("POST", "/v1/refunds", [new("reason", "because")]), Has.Count.EqualTo(1), "not one of the reasons");
        Assert.That(Slice.CheckRequest("POST", "/v1/checkout/sessions", [new("line_items[0][price_data][curency]", "cny")]), Is.Not.Empty, "a slip deep inside");
        Assert.That(Slice.CheckRequest("GET", "/v1/charges", [new("sort", "up")]), Is.Not.Empty);
        Assert.That(Slice.CheckRequest("POST", "/v1/refunds", [new("charge", "ch_1"), new("amount", "5"), new("metadata[a]", "b"), new("expand[0]", "charge")]), Is.Empty);
        Assert.That(Slice.CheckObject("refund", new JsonObject { ["id"] = 5 }), Is.Not.Empty);
    });

    [Test]
    public async Task Everything_that_is_asked_and_answered_in_a_whole_story_fits_the_description()
    {
        var app = await TestApp.ForAsync(DatabaseProvider.Sqlite);
        var stage = await PaymentStage.NewAsync(app);
        await stage.Book.GiftAsync(stage.Book.Meals, 50_000);
        var payment = await stage.PaidAsync(10_000);
        (await stage.RefundAsync(payment.Id, 1_000)).EnsureSuccessStatusCode();
        await app.DeliverOutboxAsync();
        stage.Stripe.WinDispute(stage.Stripe.Dispute(payment.ChargeId, 9_000));
        var payout = stage.Stripe.PayOut();
        stage.Stripe.Reconcile(payout);
        await stage.DeliverAllAsync();
        stage.Stripe.FailPayout(payout);
        await app.RunJobAsync("funds.catch-up-payments");
        await app.DeliverOutboxAsync();

        var mine = PretendStripe.Server.Requests.Where(request => request.ApiKey == stage.Stripe.ApiKey).ToList();
        Assert.That(mine.Select(request => request.Path.Split('/')[2]).Distinct(), Is.SupersetOf(new[] { "checkout", "charges", "refunds", "disputes", "balance_transactions", "payouts", "events" }));
        Assert.Multiple(() =>
        {
            foreach (var request in mine)
            {
                Assert.That(Slice.CheckRequest(request.Method, request.Path, request.Fields), Is.Empty, request.ToString());
                Assert.That(request.Version, Is.EqualTo("2026-09-30.endive"));
                Assert.That(request.Method != "POST" || request.IdempotencyKey is { Length: > 0 and <= 255 }, Is.True, "every POST has its key");
            }
        });
        var sampled = PretendStripe.Server.Misfits
            .Where(misfit => misfit.StartsWith(stage.Stripe.ApiKey, StringComparison.Ordinal) && !misfit.EndsWith("must not be null", StringComparison.Ordinal));
        Assert.That(sampled, Is.Empty);
    }

    [Test]
    public async Task The_pretended_stripe_keeps_idempotency_keys_like_stripe()
    {
        var clock = new FakeClock();
        var account = PretendStripe.Server.AddAccount("sk_test_contract1", "whsec_x", clock.GetUtcNow);
        var charge = account.ChargeByHand(10_000);
        using var http = new HttpClient { BaseAddress = PretendStripe.Server.Address };

        var first = await RefundAsync(http, charge, "100", "k");
        var again = await RefundAsync(http, charge, "100", "k");
        var other = await RefundAsync(http, charge, "200", "k");
        clock.Advance(TimeSpan.FromHours(25));
        var forgotten = await RefundAsync(http, charge, "100", "k");

        Assert.That((string?)again["id"], Is.EqualTo((string?)first["id"]));
        Assert.That((string?)other["error"]!["type"], Is.EqualTo("idempotency_error"));
        Assert.That((string?)forgotten["id"], Is.Not.EqualTo((string?)first["id"]));
    }

    private static async Task<JsonNode> RefundAsync(HttpClient http, string charge, string amount, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/refunds")
        {
            Content = new FormUrlEncodedContent([new("charge", charge), new("amount", amount)]),
        };
        request.Headers.Authorization = new("Bearer", "sk_test_contract1");
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
