using System.Net;
using Microsoft.Extensions.Configuration;
using Volunteer.FakeStripe;
using Volunteer.Funds.Payments.Stripe;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

internal sealed class StripeClientTests
{
    private static readonly StripeOptions Options = new(Enabled: true, new Uri("http://localhost"), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
    private FakeStripeServer _server = null!;
    private FakeStripeAccount _account = null!;
    private HttpClient _http = null!;
    private StripeClient _client = null!;
    private StripeCredentials _credentials = null!;

    [SetUp]
    public async Task SetUp()
    {
        _server = await FakeStripeServer.StartAsync();
        _account = _server.AddAccount("sk_test_client1", "whsec_x", new FakeClock().GetUtcNow);
        _http = new HttpClient { BaseAddress = _server.Address };
        _client = new StripeClient(_http, Options, TimeProvider.System);
        _credentials = new StripeCredentials("sk_test_client1", ConnectedAccount: null);
    }

    [TearDown]
    public async Task TearDown()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(409)]
    [TestCase(429)]
    [TestCase(0)]
    public async Task F22_what_may_pass_is_tried_again_with_the_same_key(int status)
    {
        var charge = _account.ChargeByHand(1_000);
        _server.Fail(new Fault("POST", "/v1/refunds", status, AfterEffect: true));
        _server.Fail(new Fault("POST", "/v1/refunds", status));

        await _client.PostAsync<StripeRefund>(_credentials, "/v1/refunds", new StripeForm().Add("charge", charge).Add("amount", 100), "key-1", CancellationToken.None);

        Assert.That(_server.Requests.Select(request => request.IdempotencyKey), Is.EqualTo(new[] { "key-1", "key-1", "key-1" }));
        Assert.That(_account.All("refund"), Has.Count.EqualTo(1));
    }

    [TestCase(500, "false", 1)]
    [TestCase(400, "true", 2)]
    [TestCase(400, null, 1)]
    public void Stripes_own_word_about_trying_again_decides(int status, string? word, int requests)
    {
        _server.Fail(new Fault("GET", "/v1/charges", status, ShouldRetry: word));

        Assert.That(
            async () => await _client.GetAsync<StripeCharge>(_credentials, "/v1/charges/ch_none", null, CancellationToken.None),
            Throws.TypeOf<StripeException>());
        Assert.That(_server.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public void It_gives_up_after_three_retries()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _server.Fail(new Fault("GET", "/v1/charges", 500));
        }

        Assert.That(
            async () => await _client.GetAsync<StripeCharge>(_credentials, "/v1/charges/ch_none", null, CancellationToken.None),
            Throws.TypeOf<StripeException>().With.Property(nameof(StripeException.Status)).EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(_server.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public void A_refusal_carries_stripes_words_and_no_key()
    {
        Assert.That(
            async () => await _client.GetAsync<StripeCharge>(_credentials, "/v1/charges/ch_none", null, CancellationToken.None),
            Throws.TypeOf<StripeException>().With.Property(nameof(StripeException.ErrorCode)).EqualTo("resource_missing").And.Message.Not.Contain("sk_test"));
        Assert.That(_credentials.ToString(), Does.Not.Contain("sk_test"));
    }

    [Test]
    public async Task Lists_are_read_to_the_end()
    {
        for (var index = 0; index < 250; index++)
        {
            _account.MoveBalance("stripe_fee", "fee", -1);
        }

        var seen = new List<string>();
        await foreach (var transaction in _client.ListAsync<StripeTransaction>(_credentials, "/v1/balance_transactions", () => new StripeForm(), CancellationToken.None))
        {
            seen.Add(transaction.Id);
        }

        Assert.That(seen, Has.Count.EqualTo(250).And.Unique);
        Assert.That(_server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public void Text_with_brackets_spaces_and_chinese_arrives_as_it_is() => Assert.Multiple(() =>
    {
        Assert.That(new StripeForm().Add("a[b][0]", "长者 饭堂&=").Add("c", (string?)null).Add("d", value: true).Query(), Is.EqualTo("?a%5Bb%5D%5B0%5D=%E9%95%BF%E8%80%85%20%E9%A5%AD%E5%A0%82%26%3D&d=true"));
        Assert.That(new StripeForm().Query(), Is.Empty);
    });

    [TestCase("http://api.example.com", false)]
    [TestCase("https://api.stripe.com", true)]
    [TestCase("http://127.0.0.1:5470", true)]
    public void Keys_leave_this_machine_over_tls_only(string address, bool allowed)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Payments:Stripe:BaseAddress"] = address }).Build();

        Assert.That(() => StripeOptions.Read(configuration), allowed ? Throws.Nothing : Throws.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void It_is_off_unless_somebody_switches_it_on() =>
        Assert.That(StripeOptions.Read(new ConfigurationBuilder().Build()).Enabled, Is.False);

    [TestCase("2026-09-30.endive", "endive")]
    [TestCase("2026-12-01.endive", "endive")]
    [TestCase("2023-08-16", null)]
    [TestCase(null, null)]
    public void The_release_train_is_read_from_the_version(string? version, string? train) => Assert.That(StripeOptions.TrainOf(version), Is.EqualTo(train));
}
