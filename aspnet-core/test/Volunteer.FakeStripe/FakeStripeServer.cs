using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Volunteer.FakeStripe;

/// <summary>A request as it arrived.</summary>
public sealed record SeenRequest(string ApiKey, string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Fields, string? IdempotencyKey, string? Version);

/// <summary>How the next matching request fails.</summary>
/// <param name="PathStart">E.g. <c>/v1/refunds</c>.</param>
/// <param name="Status">The answer; 0 cuts the connection.</param>
/// <param name="AfterEffect">The request has its effect all the same; only the answer is lost.</param>
/// <param name="ShouldRetry">Stripe's own word about trying again.</param>
public sealed record Fault(string Method, string PathStart, int Status, bool AfterEffect = false, string? ShouldRetry = null);

/// <summary>
/// The part of Stripe's API that we use, over real HTTP on this machine: state, idempotency keys, pages, expansion, and refusal
/// of everything that is not in Stripe's published description. Never part of the product.
/// </summary>
public sealed class FakeStripeServer : IAsyncDisposable
{
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromHours(24);
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, FakeStripeAccount> _accounts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeptAnswer> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly List<Fault> _faults = [];
    private readonly OpenApiSlice _slice = new();

    private FakeStripeServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyCollection<SeenRequest> Requests => _requests;

    /// <summary>Answers that did not fit Stripe's description; empty unless the fake itself is wrong.</summary>
    public ConcurrentQueue<string> Misfits { get; } = new();

    public static async Task<FakeStripeServer> StartAsync(string address = "http://127.0.0.1:0", Action<WebApplication, FakeStripeServer>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var server = new FakeStripeServer(app);
        app.Map("/v1/{**path}", server.AnswerAsync);
        more?.Invoke(app, server);
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public FakeStripeAccount AddAccount(string apiKey, string webhookSecret, Func<DateTimeOffset> now) => _accounts.GetOrAdd(apiKey, key => new FakeStripeAccount(key, webhookSecret, now));

    public FakeStripeAccount? AccountOfSession(string sessionId) => _accounts.Values.FirstOrDefault(account => account.Find(sessionId) is not null);

    public void Fail(Fault fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static List<KeyValuePair<string, string>> Fields(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> from) =>
        [.. from.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? string.Empty)))];

    private static async Task WriteAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["Request-Id"] = "req_" + http.TraceIdentifier.Replace(":", string.Empty, StringComparison.Ordinal);
        await http.Response.WriteAsync(body.ToJsonString());
    }

    private static JsonObject Error(string type, string? code, string message) =>
        new() { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = message } };

    private async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        var fields = HttpMethods.IsPost(request.Method) ? Fields(await request.ReadFormAsync()) : Fields(request.Query);
        var apiKey = request.Headers.Authorization.ToString().Replace("Bearer ", string.Empty, StringComparison.Ordinal);
        var idempotencyKey = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : null;
        var seen = new SeenRequest(apiKey, request.Method, request.Path, fields, idempotencyKey, request.Headers["Stripe-Version"]);
        _requests.Enqueue(seen);
        var fault = TakeFault(seen);
        if (fault is { AfterEffect: false })
        {
            await FailAsync(http, fault);
            return;
        }

        var (status, body) = Answer(seen);
        if (status == 200)
        {
            foreach (var problem in _slice.CheckResponse(seen.Method, seen.Path, body))
            {
                Misfits.Enqueue($"{seen.ApiKey} {seen.Method} {seen.Path}: {problem}");
            }
        }

        if (fault is not null)
        {
            await FailAsync(http, fault);
            return;
        }

        await WriteAsync(http, status, body);
    }

    private Fault? TakeFault(SeenRequest request)
    {
        lock (_faults)
        {
            var fault = _faults.Find(candidate => candidate.Method == request.Method && request.Path.StartsWith(candidate.PathStart, StringComparison.Ordinal));
            if (fault is not null)
            {
                _faults.Remove(fault);
            }

            return fault;
        }
    }

    private static async Task FailAsync(HttpContext http, Fault fault)
    {
        if (fault.Status == 0)
        {
            http.Abort();
            return;
        }

        if (fault.ShouldRetry is { } word)
        {
            http.Response.Headers["Stripe-Should-Retry"] = word;
        }

        await WriteAsync(http, fault.Status, Error("api_error", null, "Something went wrong."));
    }

    private (int Status, JsonNode Body) Answer(SeenRequest request)
    {
        if (!_accounts.TryGetValue(request.ApiKey, out var account))
        {
            return (401, Error("invalid_request_error", null, "Invalid API Key provided."));
        }

        if (_slice.CheckRequest(request.Method, request.Path, request.Fields) is [var problem, ..])
        {
            return (400, Error("invalid_request_error", "parameter_unknown", problem));
        }

        if (request.Method != "POST")
        {
            return Read(account, request);
        }

        if (request.IdempotencyKey is not { Length: <= 255 } key)
        {
            return Write(account, request);
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request.Path + string.Join('&', request.Fields.Select(field => $"{field.Key}={field.Value}")))));
        var name = $"{request.ApiKey}/{key}";
        if (_answers.TryGetValue(name, out var kept) && account.Now - kept.At < KeysAreKept)
        {
            return kept.Hash == hash
                ? (kept.Status, kept.Body.DeepClone())
                : (400, Error("idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with."));
        }

        var (status, body) = Write(account, request);
        if (status is 200 or >= 500)
        {
            _answers[name] = new KeptAnswer(hash, status, body.DeepClone(), account.Now);
        }

        return (status, body);
    }

    private (int Status, JsonNode Body) Write(FakeStripeAccount account, SeenRequest request)
    {
        var form = request.Fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        switch (request.Path)
        {
            case "/v1/checkout/sessions":
                return (200, Shown(account, account.NewSession(form, Address.ToString().TrimEnd('/')), request));
            case "/v1/refunds":
                var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
                if (account.Find(form["charge"]) is not { } charge)
                {
                    return (404, Error("invalid_request_error", "resource_missing", "No such charge."));
                }

                if (FakeStripeAccount.Long(charge["amount_refunded"]) + amount > FakeStripeAccount.Long(charge["amount"]))
                {
                    return (400, Error("invalid_request_error", "charge_already_refunded", "The charge has been refunded."));
                }

                var metadata = new JsonObject();
                foreach (var (field, value) in form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)))
                {
                    metadata[field["metadata[".Length..^1]] = value;
                }

                return (200, Shown(account, account.Get(account.Refund(form["charge"], amount, metadata: metadata)), request));
            default:
                return (404, Error("invalid_request_error", null, "Unrecognized request URL."));
        }
    }

    private static (int Status, JsonNode Body) Read(FakeStripeAccount account, SeenRequest request)
    {
        var parts = request.Path.Split('/');
        var kind = KindOf(request.Path);
        var isList = request.Path is "/v1/refunds" or "/v1/disputes" or "/v1/balance_transactions" or "/v1/payouts" or "/v1/events" or "/v1/checkout/sessions";
        if (!isList)
        {
            return account.Find(parts[^1]) is { } found && (string?)found["object"] == kind
                ? (200, Shown(account, found, request))
                : (404, Error("invalid_request_error", "resource_missing", $"No such {kind}."));
        }

        var query = request.Fields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        var rows = account.NewestFirst(kind).Select(row => (JsonObject)row!).Where(row => Matches(row, query)).ToList();
        if (query.GetValueOrDefault("starting_after") is { } after)
        {
            rows = [.. rows.SkipWhile(row => (string?)row["id"] != after).Skip(1)];
        }

        var limit = int.Parse(query.GetValueOrDefault("limit") ?? "10", CultureInfo.InvariantCulture);
        return (200, Shown(
            account,
            new JsonObject
            {
                ["object"] = "list",
                ["url"] = request.Path,
                ["has_more"] = rows.Count > limit,
                ["data"] = new JsonArray([.. rows.Take(limit).Select(row => row.DeepClone())]),
            },
            request));
    }

    private static string KindOf(string path) => path.Split('/')[2] switch
    {
        "checkout" => "checkout.session",
        "payment_intents" => "payment_intent",
        "charges" => "charge",
        "refunds" => "refund",
        "disputes" => "dispute",
        "balance_transactions" => "balance_transaction",
        "payouts" => "payout",
        var other => other.TrimEnd('s'),
    };

    private static bool Matches(JsonObject row, Dictionary<string, string> query) => query.All(field => field.Key switch
    {
        "created[gte]" => FakeStripeAccount.Long(row["created"]) >= long.Parse(field.Value, CultureInfo.InvariantCulture),
        "payout" => (string?)row["fake_payout"] == field.Value,
        "charge" or "payment_intent" or "source" or "type" => (string?)row[field.Key] == field.Value,
        _ => true,
    });

    /// <summary>With what was asked to be expanded, and without the fake's own notes.</summary>
    private static JsonObject Shown(FakeStripeAccount account, JsonObject value, SeenRequest request)
    {
        var shown = (JsonObject)value.DeepClone();
        foreach (var path in request.Fields.Where(field => field.Key.StartsWith("expand", StringComparison.Ordinal)).Select(field => field.Value))
        {
            if (path.StartsWith("data.", StringComparison.Ordinal))
            {
                foreach (var row in shown["data"]!.AsArray())
                {
                    Expand(account, (JsonObject)row!, path["data.".Length..]);
                }
            }
            else
            {
                Expand(account, shown, path);
            }
        }

        Tidy(shown);
        return shown;
    }

    private static void Expand(FakeStripeAccount account, JsonObject row, string name)
    {
        if (row[name] is JsonValue id && account.Find((string)id!) is { } whole)
        {
            row[name] = whole;
        }
    }

    private static void Tidy(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject value:
                foreach (var own in value.Select(member => member.Key).Where(name => name.StartsWith("fake_", StringComparison.Ordinal)).ToList())
                {
                    value.Remove(own);
                }

                foreach (var member in value)
                {
                    Tidy(member.Value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Tidy(item);
                }

                break;
        }
    }

    private sealed record KeptAnswer(string Hash, int Status, JsonNode Body, DateTimeOffset At);
}
