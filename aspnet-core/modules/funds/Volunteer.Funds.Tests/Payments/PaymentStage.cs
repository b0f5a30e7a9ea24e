using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.FakeStripe;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;
using Volunteer.Funds.Payments;
using Volunteer.TestBase;

namespace Volunteer.Funds.Tests.Payments;

/// <summary>A book that takes online gifts through the pretended Stripe, and ways to move everybody in it.</summary>
internal sealed class PaymentStage(TestApp app, BookStage book, HttpClient manager, FakeStripeAccount stripe, Guid accountId, Guid walletId, string key)
{
    private const string WebhookSecret = "whsec_test_of_the_endpoint";
    private static int _serial;

    public TestApp App { get; } = app;

    public BookStage Book { get; } = book;

    public HttpClient Manager { get; } = manager;

    public FakeStripeAccount Stripe { get; } = stripe;

    public Guid AccountId { get; } = accountId;

    public Guid WalletId { get; } = walletId;

    public string Key { get; } = key;

    public string WebhookPath => $"/api/funds/payments/stripe/webhooks/{Key}";

    public static async Task<PaymentStage> NewAsync(TestApp app, bool isLive = false)
    {
        var community = await app.NewCommunityAsync();
        var book = await community.NewBookAsync();
        var wallet = await community.InsideAsync(async services =>
        {
            var db = services.GetRequiredService<VolunteerDbContext>();
            var account = new MoneyAccount(book.BookId, MoneyAccountKind.ProviderBalance, "Stripe", Volunteer.Funds.Books.Book.Yuan, number: null);
            db.Add(account);
            var found = await db.Set<Book>().SingleAsync(b => b.Id == book.BookId);
            found.Describe(found.Name, found.Host, onlinePayment: true);
            await db.SaveChangesAsync();
            return account.Id;
        });
        var manager = (await community.NewMemberAsync("顾会计", roles: RoleNames.FundManager)).Http;
        var created = await (await manager.PostAsJsonAsync("/api/funds/payment-accounts", new
        {
            book.BookId,
            Provider = "Stripe",
            Name = "线上捐赠",
            IsLive = isLive,
            WalletId = wallet,
            BankAccountId = book.Bank,
            GeneralFundId = book.General,
        })).JsonAsync();
        var accountId = created.GetProperty("id").GetGuid();
        var apiKey = string.Create(CultureInfo.InvariantCulture, $"sk_{(isLive ? "live" : "test")}_{Interlocked.Increment(ref _serial):D6}");
        var stripe = PretendStripe.Server.AddAccount(apiKey, WebhookSecret, app.Clock.GetUtcNow);
        stripe.IsLive = isLive;
        (await manager.PutAsJsonAsync($"/api/funds/payment-accounts/{accountId}/keys", new { ApiKey = apiKey, WebhookSecret })).EnsureSuccessStatusCode();
        (await manager.PostAsync($"/api/funds/payment-accounts/{accountId}/activation", content: null)).EnsureSuccessStatusCode();
        return new PaymentStage(app, book, manager, stripe, accountId, wallet, created.GetProperty("key").GetString()!);
    }

    /// <summary>Somebody who is not signed in starts to give.</summary>
    public async Task<StartedPayment> StartAsync(long fen, Guid? fundId = null)
    {
        using var donor = App.CreateClient();
        var started = await (await donor.PostAsJsonAsync($"/api/funds/pay/{Key}", new { FundId = fundId ?? Book.Meals, Fen = fen, Name = "钱多多" })).JsonAsync();
        var url = started.GetProperty("redirectUrl").GetString()!;
        return new StartedPayment(started.GetProperty("token").GetString()!, url[(url.LastIndexOf('/') + 1)..], started);
    }

    /// <summary>A gift that went through, known to the books. Returns session and charge.</summary>
    public async Task<PaidPayment> PaidAsync(long fen, Guid? fundId = null)
    {
        var started = await StartAsync(fen, fundId);
        var charge = Stripe.Pay(started.SessionId);
        await DeliverAllAsync();
        return new PaidPayment(started, charge, await PaymentIdAsync(started.SessionId));
    }

    public Task<Guid> PaymentIdAsync(string sessionId) => Book.ReadAsync(db => db.Set<Payment>().Where(payment => payment.CheckoutId == sessionId).Select(payment => payment.Id).SingleAsync());

    public async Task<JsonElement> FollowAsync(StartedPayment payment)
    {
        using var donor = App.CreateClient();
        return await (await donor.GetAsync($"/api/funds/pay/{Key}/{payment.Token}")).JsonAsync();
    }

    public async Task<JsonElement> GetAsync(string path) => await (await Manager.GetAsync("/api/funds" + path)).JsonAsync();

    public Task<HttpResponseMessage> RefundAsync(Guid paymentId, long fen, bool fromGeneralFund = false) =>
        Manager.PostAsJsonAsync($"/api/funds/payments/{paymentId}/refunds", new { Fen = fen, Reason = "重复付款", FromGeneralFund = fromGeneralFund });

    /// <summary>Stripe's webhook, signed now.</summary>
    public Task<HttpResponseMessage> DeliverAsync(JsonObject news)
    {
        var body = news.ToJsonString();
        return DeliverAsync(Encoding.UTF8.GetBytes(body), FakeStripeAccount.Sign(body, WebhookSecret, App.Clock.GetUtcNow().ToUnixTimeSeconds()));
    }

    public async Task<HttpResponseMessage> DeliverAsync(byte[] body, string? signature, string? path = null, Action<HttpRequestMessage>? change = null)
    {
        using var sender = App.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, path ?? WebhookPath) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        change?.Invoke(request);
        return await sender.SendAsync(request);
    }

    public async Task DeliverAndWorkAsync(JsonObject news)
    {
        Assert.That((await DeliverAsync(news)).StatusCode, Is.EqualTo(System.Net.HttpStatusCode.OK));
        await App.DeliverOutboxAsync();
    }

    /// <summary>Everything that Stripe has to tell, in order; what is known already does no harm.</summary>
    public async Task DeliverAllAsync()
    {
        foreach (var news in Stripe.Events)
        {
            Assert.That((await DeliverAsync(news)).StatusCode, Is.EqualTo(System.Net.HttpStatusCode.OK));
        }

        await App.DeliverOutboxAsync();
    }

    public JsonObject LastEvent(string type) => Stripe.Events.Last(news => (string?)news["type"] == type);

    /// <summary>Kinds of the open questions.</summary>
    public async Task<List<string>> QuestionsAsync() =>
        [.. (await GetAsync("/payments/questions")).GetProperty("items").EnumerateArray().Select(question => question.GetProperty("kind").GetString()!)];

    /// <summary>What an account of the chart holds, over all funds or of one.</summary>
    public Task<long> BalanceAsync(AccountRole role, Guid? fundId = null) => Book.ReadAsync(db =>
    {
        var accounts = db.Set<ChartAccount>().Where(account => account.BookId == Book.BookId && account.Role == role).Select(account => account.Id);
        return db.Set<EntryLine>().Where(line => line.BookId == Book.BookId && accounts.Contains(line.AccountId) && (fundId == null || line.FundId == fundId)).SumAsync(line => line.Fen);
    });

    public Task<long> SpendableAsync(Guid fundId) => Book.ReadAsync(db => db.Set<FundBalance>().Where(balance => balance.Id == fundId).Select(balance => balance.Balance).SingleAsync());

    /// <summary>
    /// What the books say, without what depends on when we heard of it: every entry by its source with day, kind and lines. Ids of
    /// this test's own account are taken out.
    /// </summary>
    public Task<string> DigestAsync() => Book.ReadAsync(async db =>
    {
        var accounts = await db.Set<ChartAccount>().Where(account => account.BookId == Book.BookId).ToDictionaryAsync(account => account.Id, account => account.Code);
        var funds = await db.Set<Fund>().ToDictionaryAsync(fund => fund.Id, fund => fund.Code);
        var entries = await db.Set<Entry>().Where(entry => entry.BookId == Book.BookId && entry.SourceType != "test").ToListAsync();
        var lines = (await db.Set<EntryLine>().Where(line => line.BookId == Book.BookId).ToListAsync()).ToLookup(line => line.EntryId);
        var sources = entries.ToDictionary(entry => entry.Id, entry => entry.SourceId);
        var own = Stripe.ApiKey[^6..];
        return string.Join('\n', entries.Select(Text).Order(StringComparer.Ordinal));

        string Text(Entry entry)
        {
            var source = entry.ReversesId is { } reversed ? "reversal of " + sources[reversed] : entry.SourceId;
            var legs = lines[entry.Id].Select(line => string.Create(CultureInfo.InvariantCulture, $"{accounts[line.AccountId]} {funds[line.FundId]} {line.Fen}")).Order(StringComparer.Ordinal);
            return string.Create(CultureInfo.InvariantCulture, $"{source.Replace(AccountId.ToString("N"), "account", StringComparison.Ordinal).Replace("_" + own, "_", StringComparison.Ordinal)} {entry.Date:yyyy-MM-dd} {entry.Kind}: {string.Join("; ", legs)}");
        }
    });
}

/// <param name="SessionId">The checkout at Stripe.</param>
internal sealed record StartedPayment(string Token, string SessionId, JsonElement Answer);

internal sealed record PaidPayment(StartedPayment Started, string ChargeId, Guid Id);
