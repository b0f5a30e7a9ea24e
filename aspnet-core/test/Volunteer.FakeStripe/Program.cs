using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Volunteer.FakeStripe;

// For browser stories and for trying things out:
//   dotnet run -- --address http://127.0.0.1:5470 --key sk_test_demo000001 --secret whsec_demo --webhook http://localhost:5080/api/funds/payments/stripe/webhooks/<key>
// The host is started with Payments__Stripe__Enabled=true and Payments__Stripe__BaseAddress=http://127.0.0.1:5470.
var options = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1], StringComparer.Ordinal);
var webhook = options.GetValueOrDefault("webhook");
using var sender = new HttpClient();
FakeStripeAccount account = null!;
await using var server = await FakeStripeServer.StartAsync(options.GetValueOrDefault("address") ?? "http://127.0.0.1:5470", MapPages);
account = server.AddAccount(options.GetValueOrDefault("key") ?? "sk_test_demo000001", options.GetValueOrDefault("secret") ?? "whsec_demo", () => TimeProvider.System.GetUtcNow());
await Console.Out.WriteLineAsync($"Pretending to be Stripe on {server.Address}");
var stopped = new TaskCompletionSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stopped.TrySetResult();
};
AppDomain.CurrentDomain.ProcessExit += (_, _) => stopped.TrySetResult();
await stopped.Task;

void MapPages(WebApplication app, FakeStripeServer stripe)
{
    app.MapGet("/pay/{session}", (string session) => stripe.AccountOfSession(session)?.Get(session) is { } found
        ? Results.Content(Page(found), "text/html; charset=utf-8")
        : Results.NotFound());
    app.MapPost("/pay/{session}/{how}", async (string session, string how) =>
    {
        if (stripe.AccountOfSession(session) is not { } owner)
        {
            return Results.NotFound();
        }

        var before = owner.Events.Count;
        switch (how)
        {
            case "card" or "alipay" or "wechat_pay":
                owner.Pay(session, how);
                break;
            case "later":
                owner.PayLater(session);
                break;
            case "arrives":
                owner.PayLaterSucceeds(session);
                break;
            default:
                return Results.Redirect((string)owner.Get(session)["cancel_url"]!);
        }

        await DeliverAsync(owner, before);
        return Results.Redirect((string)owner.Get(session)["success_url"]!);
    });

    // What the bank and Stripe do by themselves.
    app.MapPost("/fake/payout", async () =>
    {
        var before = account.Events.Count;
        var payout = account.PayOut();
        account.Arrive(payout);
        account.Reconcile(payout);
        await DeliverAsync(account, before);
        return Results.Ok(account.Get(payout));
    });
}

async Task DeliverAsync(FakeStripeAccount from, int after)
{
    foreach (var news in from.Events.Skip(after))
    {
        if (webhook is not null)
        {
            await PostAsync(from, news);
        }
    }
}

async Task PostAsync(FakeStripeAccount from, JsonObject news)
{
    var body = news.ToJsonString();
    using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    request.Headers.Add("Stripe-Signature", FakeStripeAccount.Sign(body, from.WebhookSecret, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
    using var answer = await sender.SendAsync(request);
    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{(string)news["type"]!} → {(int)answer.StatusCode}"));
}

static string Page(JsonObject session) =>
    $"""
    <!doctype html><meta charset="utf-8"><title>Checkout (pretended)</title>
    <h1>¥{((long)session["amount_total"]! / 100m).ToString("0.00", CultureInfo.InvariantCulture)}</h1>
    {string.Concat(new[] { "card", "alipay", "wechat_pay", "later", "back" }.Select(how => $"""<form method="post" action="/pay/{(string)session["id"]!}/{how}"><button>{how}</button></form>"""))}
    """;
