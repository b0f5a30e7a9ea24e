using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Volunteer.FakeStripe;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

[TestFixture(DatabaseProvider.Sqlite)]
[TestFixture(DatabaseProvider.PostgreSql)]
internal sealed class StripeWebhookTests(DatabaseProvider database)
{
    private PaymentStage _stage = null!;

    [SetUp]
    public async Task SetUp() => _stage = await PaymentStage.NewAsync(await TestApp.ForAsync(database));

    [Test]
    public async Task F13_the_same_event_five_times_at_once_gives_one_journal()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);
        var news = _stage.LastEvent("checkout.session.completed");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _stage.DeliverAsync(news)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _stage.App.DeliverOutboxAsync()));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await InboxAsync(), Is.EqualTo(1));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
    }

    [Test]
    public async Task F13_two_events_about_one_charge_give_one_journal()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);
        var first = _stage.LastEvent("charge.succeeded");
        var again = _stage.Stripe.TellAgain(first);

        var answers = await Task.WhenAll(_stage.DeliverAsync(first), _stage.DeliverAsync(again));
        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        await Task.WhenAll(_stage.App.DeliverOutboxAsync(), _stage.App.DeliverOutboxAsync());
        await RetryAsync();

        Assert.That(await InboxAsync(), Is.EqualTo(2));
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
        Assert.That(await _stage.BalanceAsync(AccountRole.ProviderPending), Is.Zero);
    }

    [TestCase("other secret")]
    [TestCase("changed body")]
    [TestCase("no header")]
    [TestCase("too old")]
    [TestCase("not a number")]
    [TestCase("long header")]
    [TestCase("gzip")]
    [TestCase("too large")]
    public async Task F18_what_is_not_from_stripe_gets_400_and_leaves_nothing(string how)
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);
        var text = _stage.LastEvent("charge.succeeded").ToJsonString();
        var now = _stage.App.Clock.GetUtcNow().ToUnixTimeSeconds();
        var good = FakeStripeAccount.Sign(text, _stage.Stripe.WebhookSecret, now);

        var body = how switch
        {
            "changed body" => text.Replace("10000", "10001", StringComparison.Ordinal),
            "too large" => text + new string(' ', 600 * 1024),
            _ => text,
        };
        var signature = how switch
        {
            "other secret" => FakeStripeAccount.Sign(text, "whsec_other", now),
            "no header" => null,
            "too old" => FakeStripeAccount.Sign(text, _stage.Stripe.WebhookSecret, now - 301),
            "not a number" => good.Replace("t=", "t=x", StringComparison.Ordinal),
            "long header" => good + "," + new string('a', 8000),
            "too large" => FakeStripeAccount.Sign(body, _stage.Stripe.WebhookSecret, now),
            _ => good,
        };
        var answer = await _stage.DeliverAsync(Encoding.UTF8.GetBytes(body), signature, change: request =>
        {
            if (how == "gzip")
            {
                request.Content!.Headers.ContentEncoding.Add("gzip");
            }
        });

        await answer.RefusedAsync(HttpStatusCode.BadRequest, FundsErrors.WebhookRefused);
        await _stage.App.DeliverOutboxAsync();
        Assert.That(await InboxAsync(), Is.Zero);
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.Zero);
    }

    [Test]
    public async Task F18_signed_text_that_is_no_event_gets_400()
    {
        foreach (var text in new[] { "[]", "{}", "not json", """{"id":1,"type":"x"}""" })
        {
            var answer = await _stage.DeliverAsync(Encoding.UTF8.GetBytes(text), FakeStripeAccount.Sign(text, _stage.Stripe.WebhookSecret, _stage.App.Clock.GetUtcNow().ToUnixTimeSeconds()));

            await answer.RefusedAsync(HttpStatusCode.BadRequest, FundsErrors.WebhookRefused);
        }
    }

    [Test]
    public async Task F18_without_a_secret_nothing_can_be_checked_and_stripe_shall_come_again()
    {
        var created = await (await _stage.Manager.PostAsJsonAsync("/api/funds/payment-accounts", new
        {
            _stage.Book.BookId,
            Provider = "Stripe",
            Name = "还没有密钥",
            _stage.WalletId,
            BankAccountId = _stage.Book.Bank,
            GeneralFundId = _stage.Book.General,
        })).JsonAsync();
        const string Text = """{"id":"evt_1","type":"charge.succeeded"}""";

        var answer = await _stage.DeliverAsync(
            Encoding.UTF8.GetBytes(Text),
            FakeStripeAccount.Sign(Text, string.Empty, _stage.App.Clock.GetUtcNow().ToUnixTimeSeconds()),
            created.GetProperty("webhookPath").GetString());

        await answer.RefusedAsync(HttpStatusCode.ServiceUnavailable, FundsErrors.WebhookNotReady);
    }

    [Test]
    public async Task F12_a_key_of_nobody_and_a_key_across_tenants_are_the_same_404()
    {
        var other = await PaymentStage.NewAsync(_stage.App);
        var mixed = _stage.Key[..32] + other.Key[32..];
        var payment = await other.StartAsync(10_000);
        other.Stripe.Pay(payment.SessionId);
        var news = Encoding.UTF8.GetBytes(other.Stripe.Events[^1].ToJsonString());

        foreach (var key in new[] { mixed, new string('a', 64), "short", new string('0', 64) })
        {
            var answer = await _stage.DeliverAsync(news, "t=1,v1=00", $"/api/funds/payments/stripe/webhooks/{key}");

            await answer.RefusedAsync(HttpStatusCode.NotFound, FrameworkErrors.NotFound);
        }
    }

    [Test]
    public async Task F12_another_tenants_event_signed_with_its_own_secret_does_nothing_here()
    {
        // Both endpoints have the same secret in these tests: only the objects tell them apart.
        var other = await PaymentStage.NewAsync(_stage.App);
        var payment = await other.StartAsync(10_000);
        other.Stripe.Pay(payment.SessionId);

        foreach (var news in other.Stripe.Events)
        {
            await _stage.DeliverAndWorkAsync(news);
        }

        Assert.That(await _stage.DigestAsync(), Is.Empty);
        Assert.That(await other.DigestAsync(), Is.Empty);
    }

    [Test]
    public async Task F23_an_unknown_type_is_stored_as_it_is_and_changes_nothing()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);
        var news = (JsonObject)_stage.LastEvent("charge.succeeded").DeepClone();
        news["type"] = "charge.teleported";

        await _stage.DeliverAndWorkAsync(news);

        var stored = await _stage.Book.ReadAsync(db => db.Set<ProviderEvent>().SingleAsync(e => e.AccountId == _stage.AccountId));
        Assert.That((stored.Type, stored.State), Is.EqualTo(("charge.teleported", EventState.Ignored)));
        Assert.That(await _stage.DigestAsync(), Is.Empty);
    }

    [Test]
    public async Task F17_an_event_in_another_release_trains_shape_waits_for_a_person_who_may_let_it_through()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);
        var news = (JsonObject)_stage.LastEvent("charge.succeeded").DeepClone();
        news["api_version"] = "2027-03-25.fern";

        await _stage.DeliverAndWorkAsync(news);

        Assert.That(await _stage.QuestionsAsync(), Is.EqualTo(new[] { "ApiVersion" }));
        Assert.That(await _stage.DigestAsync(), Is.Empty);
        var question = (await _stage.GetAsync("/payments/questions")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await (await _stage.Manager.PostAsJsonAsync($"/api/funds/payments/questions/{question}/acceptance", new { Note = "已核对" })).NothingAsync();
        await _stage.App.DeliverOutboxAsync();
        Assert.That(await _stage.BalanceAsync(AccountRole.RestrictedGifts), Is.EqualTo(-10_000));
    }

    [Test]
    public async Task The_body_is_kept_sealed()
    {
        var payment = await _stage.StartAsync(10_000);
        _stage.Stripe.Pay(payment.SessionId);

        await _stage.DeliverAndWorkAsync(_stage.LastEvent("charge.succeeded"));

        var body = await _stage.Book.ReadAsync(db => db.Set<ProviderEvent>().Where(e => e.AccountId == _stage.AccountId).Select(e => e.Body).SingleAsync());
        Assert.That(Encoding.UTF8.GetString(body!), Does.Not.Contain("charge"));
    }

    private Task<int> InboxAsync() => _stage.Book.ReadAsync(db => db.Set<ProviderEvent>().CountAsync(e => e.AccountId == _stage.AccountId));

    /// <summary>An attempt that lost a race comes again after its pause.</summary>
    private async Task RetryAsync()
    {
        _stage.App.Clock.Advance(TimeSpan.FromMinutes(2));
        await _stage.App.DeliverOutboxAsync();
    }
}
