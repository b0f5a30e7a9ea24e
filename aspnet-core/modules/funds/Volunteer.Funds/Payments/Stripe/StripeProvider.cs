using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>Stripe Checkout with cards, Alipay and WeChat Pay.</summary>
internal sealed class StripeProvider(StripeClient client, StripeOptions options, PaymentSecrets secrets, TimeProvider clock) : IPaymentProvider
{
    /// <summary>Stripe keeps a key for at least a day; before that is over we stop relying on it.</summary>
    private static readonly TimeSpan KeyIsRemembered = TimeSpan.FromHours(23);

    private const int LongestId = 255;
    private const string PaymentMark = "volunteer_payment";
    private const string RefundMark = "volunteer_refund";

    public PaymentProviderKind Kind => PaymentProviderKind.Stripe;

    public bool HoldsMoney => true;

    public bool IsAvailable => options.Enabled;

    public async Task<CheckoutStart> StartCheckoutAsync(PaymentAccount account, CheckoutOrder order, CancellationToken cancellationToken)
    {
        var paymentId = order.PaymentId.ToString("N");
        var form = new StripeForm()
            .Add("mode", "payment")
            .Add("submit_type", "donate")
            .Add("client_reference_id", paymentId)
            .Add("line_items[0][quantity]", 1)
            .Add("line_items[0][price_data][currency]", order.Currency.ToLowerInvariant())
            .Add("line_items[0][price_data][unit_amount]", order.Fen)
            .Add("line_items[0][price_data][product_data][name]", order.Title)
            .Add("payment_method_types", order.Methods)
            .Add("payment_method_options[wechat_pay][client]", order.Methods.Contains("wechat_pay") ? "web" : null)
            .Add("adaptive_pricing[enabled]", value: false)
            .Add("locale", order.Language.StartsWith("zh", StringComparison.Ordinal) ? "zh" : "en")
            .Add("expires_at", order.ExpiresAt.ToUnixTimeSeconds())
            .Add("success_url", order.ReturnUrl)
            .Add("cancel_url", order.CancelUrl)
            .Add($"metadata[{PaymentMark}]", paymentId)
            .Add($"payment_intent_data[metadata][{PaymentMark}]", paymentId);
        try
        {
            var session = await client.PostAsync<StripeSession>(Credentials(account), "/v1/checkout/sessions", form, $"checkout-{paymentId}", cancellationToken);
            return new CheckoutStart(session.Id, session.Url ?? throw new JsonException("A session without an address."), session.PaymentIntent?.Id);
        }
        catch (StripeException refusal) when (refusal.IsFinal)
        {
            throw new PaymentRefusedException(refusal.ErrorCode ?? refusal.Type ?? "unknown");
        }
    }

    public async Task<CheckoutSeen?> FetchCheckoutAsync(PaymentAccount account, string checkoutId, CancellationToken cancellationToken)
    {
        var session = await FindAsync<StripeSession>(account, $"/v1/checkout/sessions/{checkoutId}", new StripeForm().Add("expand", ["payment_intent"]), cancellationToken);
        return session is null
            ? null
            : new CheckoutSeen(
                session.Id,
                StageOf(session),
                $"{session.Status}/{session.PaymentStatus}/{session.PaymentIntent?.Value?.Status}",
                IdIn(session.Metadata, PaymentMark),
                session.AmountTotal,
                session.Currency,
                session.Livemode,
                session.PaymentIntent?.Value?.LatestCharge?.Id);
    }

    public async Task<ChargeSeen?> FetchChargeAsync(PaymentAccount account, NoticeTopic topic, string objectId, CancellationToken cancellationToken)
    {
        var chargeId = topic switch
        {
            NoticeTopic.Charge => objectId,
            NoticeTopic.Refund => (await FindAsync<StripeRefund>(account, $"/v1/refunds/{objectId}", null, cancellationToken))?.Charge?.Id,
            NoticeTopic.Dispute => (await FindAsync<StripeDispute>(account, $"/v1/disputes/{objectId}", null, cancellationToken))?.Charge?.Id,
            _ => null,
        };
        var query = new StripeForm().Add("expand", ["balance_transaction", "payment_intent"]);
        if (chargeId is null || await FindAsync<StripeCharge>(account, $"/v1/charges/{chargeId}", query, cancellationToken) is not { } charge)
        {
            return null;
        }

        var refunds = new List<RefundSeen>();
        await foreach (var refund in client.ListAsync<StripeRefund>(
            Credentials(account),
            "/v1/refunds",
            () => new StripeForm().Add("charge", charge.Id).Add("expand", ["data.balance_transaction", "data.failure_balance_transaction"]),
            cancellationToken))
        {
            refunds.Add(Read(refund));
        }

        var disputes = new List<DisputeSeen>();
        await foreach (var dispute in client.ListAsync<StripeDispute>(Credentials(account), "/v1/disputes", () => new StripeForm().Add("charge", charge.Id), cancellationToken))
        {
            disputes.Add(Read(dispute));
        }

        return new ChargeSeen(
            charge.Id,
            IdIn(charge.PaymentIntent?.Value?.Metadata, PaymentMark) ?? IdIn(charge.Metadata, PaymentMark),
            CheckoutId: null,
            charge.Amount,
            charge.Currency ?? string.Empty,
            charge.Livemode,
            charge.Status == "succeeded" && charge.Paid,
            charge.PaymentMethodDetails?.Type,
            At(charge.Created),
            Read(charge.BalanceTransaction?.Value),
            [.. refunds.OrderBy(refund => refund.CreatedAt).ThenBy(refund => refund.Id, StringComparer.Ordinal)],
            [.. disputes.OrderBy(dispute => dispute.CreatedAt).ThenBy(dispute => dispute.Id, StringComparer.Ordinal)]);
    }

    public async Task<PayoutSeen?> FetchPayoutAsync(PaymentAccount account, string payoutId, CancellationToken cancellationToken) =>
        await FindAsync<StripePayout>(account, $"/v1/payouts/{payoutId}", new StripeForm().Add("expand", ["balance_transaction", "failure_balance_transaction"]), cancellationToken) is { } payout
            ? Read(payout)
            : null;

    public async Task<RefundSeen> RefundAsync(PaymentAccount account, RefundOrder order, CancellationToken cancellationToken)
    {
        var refundId = order.RefundId.ToString("N");
        if (clock.GetUtcNow() - order.OrderedAt > KeyIsRemembered)
        {
            await foreach (var earlier in client.ListAsync<StripeRefund>(Credentials(account), "/v1/refunds", () => new StripeForm().Add("charge", order.ChargeId), cancellationToken))
            {
                if (IdIn(earlier.Metadata, RefundMark) == order.RefundId)
                {
                    return Read(earlier);
                }
            }
        }

        var form = new StripeForm()
            .Add("charge", order.ChargeId)
            .Add("amount", order.Fen)
            .Add("reason", "requested_by_customer")
            .Add("expand", ["balance_transaction"])
            .Add($"metadata[{RefundMark}]", refundId)
            .Add($"metadata[{PaymentMark}]", order.PaymentId.ToString("N"));
        try
        {
            return Read(await client.PostAsync<StripeRefund>(Credentials(account), "/v1/refunds", form, $"refund-{refundId}", cancellationToken));
        }
        catch (StripeException refusal) when (refusal.IsFinal)
        {
            throw new PaymentRefusedException(refusal.ErrorCode ?? refusal.Type ?? "unknown");
        }
    }

    public async IAsyncEnumerable<Notice> ListNoticesAsync(PaymentAccount account, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var news in client.ListAsync<StripeEvent>(Credentials(account), "/v1/events", () => Since(since), cancellationToken))
        {
            yield return Read(news);
        }
    }

    public async IAsyncEnumerable<TransactionSeen> ListTransactionsAsync(PaymentAccount account, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var transaction in client.ListAsync<StripeTransaction>(Credentials(account), "/v1/balance_transactions", () => Since(since), cancellationToken))
        {
            yield return Read(transaction)!;
        }
    }

    public async IAsyncEnumerable<TransactionSeen> ListTransactionsOfPayoutAsync(PaymentAccount account, string payoutId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var transaction in client.ListAsync<StripeTransaction>(Credentials(account), "/v1/balance_transactions", () => new StripeForm().Add("payout", payoutId), cancellationToken))
        {
            yield return Read(transaction)!;
        }
    }

    public async IAsyncEnumerable<PayoutSeen> ListPayoutsAsync(PaymentAccount account, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var payout in client.ListAsync<StripePayout>(
            Credentials(account),
            "/v1/payouts",
            () => Since(since).Add("expand", ["data.balance_transaction", "data.failure_balance_transaction"]),
            cancellationToken))
        {
            yield return Read(payout);
        }
    }

    public WebhookReading ReadWebhook(PaymentAccount account, string? signature, ReadOnlySpan<byte> body)
    {
        var keys = secrets.Read(account).WebhookSecrets;
        if (keys.Count == 0)
        {
            return new WebhookReading(WebhookVerdict.NoSecret, null);
        }

        if (!StripeSignature.IsValid(signature, body, keys, clock.GetUtcNow()))
        {
            return new WebhookReading(WebhookVerdict.BadSignature, null);
        }

        try
        {
            return JsonSerializer.Deserialize<StripeEvent>(body, StripeJson.Options) is { Id: not null, Type: not null } news
                ? new WebhookReading(WebhookVerdict.Accepted, Read(news))
                : new WebhookReading(WebhookVerdict.Unreadable, null);
        }
        catch (JsonException)
        {
            return new WebhookReading(WebhookVerdict.Unreadable, null);
        }
    }

    /// <summary>After a completed checkout the intent tells a payment that is under way from one that fell through.</summary>
    private static CheckoutStage StageOf(StripeSession session) => (session.Status, session.PaymentStatus, session.PaymentIntent?.Value?.Status) switch
    {
        ("complete", "paid", _) => CheckoutStage.Paid,
        ("complete", "unpaid", "requires_payment_method" or "canceled") => CheckoutStage.Failed,
        ("complete", "unpaid", _) => CheckoutStage.Unpaid,
        ("expired", _, _) => CheckoutStage.Expired,
        ("open", _, _) => CheckoutStage.Open,
        _ => CheckoutStage.Unknown,
    };

    private static RefundSeen Read(StripeRefund refund) => new(
        refund.Id,
        IdIn(refund.Metadata, RefundMark),
        refund.Amount,
        refund.Currency ?? string.Empty,
        refund.Status switch
        {
            "pending" or "requires_action" => RefundStage.Pending,
            "succeeded" => RefundStage.Succeeded,
            "failed" or "canceled" => RefundStage.Failed,
            _ => RefundStage.Unknown,
        },
        refund.Status ?? string.Empty,
        At(refund.Created),
        Read(refund.BalanceTransaction?.Value),
        Read(refund.FailureBalanceTransaction?.Value));

    private static DisputeSeen Read(StripeDispute dispute) => new(
        dispute.Id,
        dispute.Amount,
        dispute.Currency ?? string.Empty,
        dispute.Status switch
        {
            "won" or "warning_closed" or "prevented" => DisputeStage.Won,
            "lost" => DisputeStage.Lost,
            "needs_response" or "under_review" or "warning_needs_response" or "warning_under_review" => DisputeStage.Open,
            _ => DisputeStage.Unknown,
        },
        dispute.Status ?? string.Empty,
        At(dispute.Created),
        [.. (dispute.BalanceTransactions ?? []).Select(transaction => Read(transaction)!).OrderBy(transaction => transaction.CreatedAt).ThenBy(transaction => transaction.Id, StringComparer.Ordinal)]);

    private static TransactionSeen? Read(StripeTransaction? transaction) => transaction is null
        ? null
        : new TransactionSeen(
            transaction.Id,
            CategoryOf(transaction),
            transaction.ReportingCategory ?? transaction.Type ?? string.Empty,
            transaction.Amount,
            transaction.Fee,
            transaction.Net,
            transaction.Currency.ToUpperInvariant(),
            transaction.ExchangeRate,
            At(transaction.Created),
            transaction.Source?.Id);

    /// <summary>The reporting category is made for accounting; the type splits less finely.</summary>
    private static TransactionCategory CategoryOf(StripeTransaction transaction) => transaction.ReportingCategory switch
    {
        "charge" => TransactionCategory.Charge,
        "refund" => TransactionCategory.Refund,
        "refund_failure" => TransactionCategory.RefundFailure,
        "dispute" => TransactionCategory.Dispute,
        "dispute_reversal" => TransactionCategory.DisputeReversal,
        "fee" or "network_cost" or "tax" => TransactionCategory.Fee,
        "risk_reserved_funds" or "payout_minimum_balance_hold" or "payout_minimum_balance_release" => TransactionCategory.Reserve,
        "payout" => TransactionCategory.Payout,
        "payout_reversal" => TransactionCategory.PayoutReversal,
        _ => TransactionCategory.Unknown,
    };

    private static PayoutSeen Read(StripePayout payout) => new(
        payout.Id,
        payout.Amount,
        payout.Currency.ToUpperInvariant(),
        payout.Status switch
        {
            "pending" => PayoutStage.Pending,
            "in_transit" => PayoutStage.InTransit,
            "paid" => PayoutStage.Paid,
            "failed" => PayoutStage.Failed,
            "canceled" => PayoutStage.Canceled,
            _ => PayoutStage.Unknown,
        },
        payout.Status ?? string.Empty,
        payout.Automatic,
        payout.ReconciliationStatus == "completed",
        payout.Livemode,
        DateOnly.FromDateTime(At(payout.ArrivalDate).UtcDateTime),
        At(payout.Created),
        payout.StatementDescriptor,
        payout.TraceId?.Value,
        payout.OriginalPayout?.Id,
        Read(payout.BalanceTransaction?.Value),
        Read(payout.FailureBalanceTransaction?.Value));

    private static Notice Read(StripeEvent news)
    {
        var id = news.Data?.Object is { ValueKind: JsonValueKind.Object } about && about.TryGetProperty("id", out var value) && value.ValueKind is JsonValueKind.String ? PlainId(value.GetString()) : null;
        return new Notice(
            news.Id,
            news.Type,
            TopicOf(news.Type),
            id,
            news.ApiVersion,
            StripeOptions.TrainOf(news.ApiVersion) == StripeOptions.TrainOf(StripeOptions.ApiVersion),
            news.Livemode,
            news.Account,
            At(news.Created));
    }

    /// <summary>Ids become part of addresses: letters, digits and underscores, or nothing.</summary>
    private static string? PlainId(string? id) => id is { Length: > 0 and <= LongestId } && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? id : null;

    private static NoticeTopic TopicOf(string type) => type switch
    {
        "checkout.session.completed" or "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed" or "checkout.session.expired" => NoticeTopic.Checkout,
        "charge.succeeded" or "charge.updated" or "charge.failed" or "charge.refunded" => NoticeTopic.Charge,
        "refund.created" or "refund.updated" or "refund.failed" or "charge.refund.updated" => NoticeTopic.Refund,
        "charge.dispute.created" or "charge.dispute.updated" or "charge.dispute.funds_withdrawn" or "charge.dispute.funds_reinstated" or "charge.dispute.closed" => NoticeTopic.Dispute,
        "payout.created" or "payout.updated" or "payout.paid" or "payout.failed" or "payout.canceled" or "payout.reconciliation_completed" => NoticeTopic.Payout,
        _ => NoticeTopic.Other,
    };

    private static StripeForm Since(DateTimeOffset since) => new StripeForm().Add("created[gte]", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static Guid? IdIn(Dictionary<string, string>? metadata, string mark) =>
        metadata?.GetValueOrDefault(mark) is { } text && Guid.TryParseExact(text, "N", out var id) ? id : null;

    private StripeCredentials Credentials(PaymentAccount account) => new(secrets.Read(account).ApiKey ?? throw new BusinessException(FundsErrors.PaymentKeysMissing), account.ConnectedAccount);

    private async Task<T?> FindAsync<T>(PaymentAccount account, string path, StripeForm? query, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await client.GetAsync<T>(Credentials(account), path, query, cancellationToken);
        }
        catch (StripeException refusal) when (refusal.Status is System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
