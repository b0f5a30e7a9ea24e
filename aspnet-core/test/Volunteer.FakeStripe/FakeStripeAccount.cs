using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Volunteer.FakeStripe;

/// <summary>
/// One account at the pretended Stripe: its objects, and the things that donors, banks and Stripe do to them. Each step leaves
/// the events that Stripe would send in <see cref="Events"/>; who delivers them, when and how often is up to the test.
/// </summary>
public sealed class FakeStripeAccount(string apiKey, string webhookSecret, Func<DateTimeOffset> now)
{
    private const string Version = "2026-09-30.endive";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<JsonObject> _events = [];
    private int _serial;

    public string ApiKey { get; } = apiKey;

    public string WebhookSecret { get; } = webhookSecret;

    public bool IsLive { get; set; }

    /// <summary>What the balance is kept in, and how much of it one yuan is.</summary>
    public string BalanceCurrency { get; set; } = "cny";

    public decimal Rate { get; set; } = 1;

    /// <summary>Stripe writes the balance transaction a few seconds after the charge; see <see cref="Settle"/>.</summary>
    public bool SettlesLate { get; set; }

    public string DisputeFee { get; set; } = "1500";

    /// <summary>In the order in which they happened.</summary>
    public IReadOnlyList<JsonObject> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    internal DateTimeOffset Now => now();

    public static long FeeOf(long amount) => 30 + (amount * 3 / 100);

    public JsonObject Get(string id)
    {
        lock (_lock)
        {
            return (JsonObject)_objects[id].DeepClone();
        }
    }

    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (_lock)
        {
            return [.. _order.Select(id => _objects[id]).Where(value => (string?)value["object"] == kind).Select(value => (JsonObject)value.DeepClone())];
        }
    }

    /// <summary>Changes an object behind everybody's back, e.g. to a state that nobody knows.</summary>
    public void Change(string id, string name, JsonNode? value)
    {
        lock (_lock)
        {
            _objects[id][name] = value;
        }
    }

    public static string Sign(string body, string secret, long seconds)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{body}")));
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds},v1={Convert.ToHexStringLower(hash)}");
    }

    /// <summary>The donor pays and it goes through. Returns the charge.</summary>
    public string Pay(string sessionId, string method = "card")
    {
        lock (_lock)
        {
            var charge = Charge(sessionId, method, "succeeded");
            Finish(sessionId, "paid");
            if (!SettlesLate)
            {
                SettleCharge(charge);
            }

            Tell("charge.succeeded", charge);
            Tell("checkout.session.completed", sessionId);
            return charge;
        }
    }

    /// <summary>The donor is through, the money is not: wallets and bank debits.</summary>
    public void PayLater(string sessionId, string method = "alipay")
    {
        lock (_lock)
        {
            Intent(sessionId, method, "processing");
            Finish(sessionId, "unpaid");
            Tell("checkout.session.completed", sessionId);
        }
    }

    public string PayLaterSucceeds(string sessionId)
    {
        lock (_lock)
        {
            var charge = Charge(sessionId, "alipay", "succeeded");
            _objects[sessionId]["payment_status"] = "paid";
            if (!SettlesLate)
            {
                SettleCharge(charge);
            }

            Tell("charge.succeeded", charge);
            Tell("checkout.session.async_payment_succeeded", sessionId);
            return charge;
        }
    }

    public string PayLaterFails(string sessionId)
    {
        lock (_lock)
        {
            var charge = Charge(sessionId, "alipay", "failed");
            _objects[(string)_objects[sessionId]["payment_intent"]!]["status"] = "requires_payment_method";
            Tell("charge.failed", charge);
            Tell("checkout.session.async_payment_failed", sessionId);
            return charge;
        }
    }

    /// <summary>A card is refused; the page stays open for another try.</summary>
    public string Decline(string sessionId)
    {
        lock (_lock)
        {
            var charge = Charge(sessionId, "card", "failed");
            Tell("charge.failed", charge);
            return charge;
        }
    }

    public void Expire(string sessionId)
    {
        lock (_lock)
        {
            _objects[sessionId]["status"] = "expired";
            Tell("checkout.session.expired", sessionId);
        }
    }

    /// <summary>A charge that was made in Stripe's own pages.</summary>
    public string ChargeByHand(long amount)
    {
        lock (_lock)
        {
            var charge = NewCharge(amount, intent: null, "card", "succeeded", []);
            SettleCharge(charge);
            Tell("charge.succeeded", charge);
            return charge;
        }
    }

    /// <summary>The balance transaction of a charge appears.</summary>
    public void Settle(string chargeId)
    {
        lock (_lock)
        {
            SettleCharge(chargeId);
            Tell("charge.updated", chargeId);
        }
    }

    /// <param name="pending">Stripe has not the money for it: nothing leaves the balance yet.</param>
    public string Refund(string chargeId, long amount, bool pending = false, JsonObject? metadata = null)
    {
        lock (_lock)
        {
            var charge = _objects[chargeId];
            var refund = OpenApiSlice.Fixture("refund");
            var id = Put(refund, "re");
            (refund["amount"], refund["charge"], refund["currency"], refund["payment_intent"]) = (amount, chargeId, "cny", charge["payment_intent"]?.DeepClone());
            refund["metadata"] = metadata ?? [];
            refund["status"] = pending ? "pending" : "succeeded";
            charge["amount_refunded"] = Long(charge["amount_refunded"]) + amount;
            charge["refunded"] = Long(charge["amount_refunded"]) == Long(charge["amount"]);
            if (!pending)
            {
                refund["balance_transaction"] = Move("refund", "refund", -amount, 0, id);
            }

            Tell("charge.refunded", chargeId);
            Tell("refund.created", id);
            return id;
        }
    }

    public void RefundSucceeds(string refundId)
    {
        lock (_lock)
        {
            var refund = _objects[refundId];
            refund["status"] = "succeeded";
            refund["balance_transaction"] = Move("refund", "refund", -Long(refund["amount"]), 0, refundId);
            Tell("refund.updated", refundId);
        }
    }

    public void RefundFails(string refundId)
    {
        lock (_lock)
        {
            var refund = _objects[refundId];
            refund["status"] = "failed";
            refund["failure_reason"] = "lost_or_stolen_card";
            if (refund["balance_transaction"] is not null)
            {
                refund["failure_balance_transaction"] = Move("refund_failure", "refund_failure", Long(refund["amount"]), 0, refundId);
            }

            Tell("refund.failed", refundId);
        }
    }

    public string Dispute(string chargeId, long amount)
    {
        lock (_lock)
        {
            var dispute = OpenApiSlice.Fixture("dispute");
            var id = Put(dispute, "dp");
            (dispute["amount"], dispute["charge"], dispute["currency"], dispute["livemode"]) = (amount, chargeId, "cny", IsLive);
            (dispute["status"], dispute["reason"]) = ("needs_response", "fraudulent");
            _objects[chargeId]["disputed"] = true;
            Tell("charge.dispute.created", id);
            dispute["balance_transactions"]!.AsArray().Add(_objects[Move("adjustment", "dispute", -amount, long.Parse(DisputeFee, CultureInfo.InvariantCulture), id)].DeepClone());
            Tell("charge.dispute.funds_withdrawn", id);
            return id;
        }
    }

    public void WinDispute(string disputeId, bool feeComesBack = false)
    {
        lock (_lock)
        {
            var dispute = _objects[disputeId];
            var fee = feeComesBack ? -long.Parse(DisputeFee, CultureInfo.InvariantCulture) : 0;
            dispute["status"] = "won";
            dispute["balance_transactions"]!.AsArray().Add(_objects[Move("adjustment", "dispute_reversal", Long(dispute["amount"]), fee, disputeId)].DeepClone());
            Tell("charge.dispute.funds_reinstated", disputeId);
            Tell("charge.dispute.closed", disputeId);
        }
    }

    public void LoseDispute(string disputeId)
    {
        lock (_lock)
        {
            _objects[disputeId]["status"] = "lost";
            Tell("charge.dispute.closed", disputeId);
        }
    }

    /// <summary>A movement that no event tells of, e.g. a monthly fee.</summary>
    public string MoveBalance(string type, string category, long amount, long fee = 0, string? source = null)
    {
        lock (_lock)
        {
            return Move(type, category, amount, fee, source);
        }
    }

    /// <summary>Everything that is not paid out yet goes on its way to the bank.</summary>
    public string PayOut(bool automatic = true, long? amount = null)
    {
        lock (_lock)
        {
            var inside = _order.Select(id => _objects[id]).Where(t => (string?)t["object"] == "balance_transaction" && t["fake_payout"] is null).ToList();
            var sum = amount ?? inside.Sum(t => Long(t["net"]));
            var payout = OpenApiSlice.Fixture("payout");
            var id = Put(payout, "po");
            (payout["amount"], payout["currency"], payout["livemode"], payout["automatic"]) = (sum, BalanceCurrency, IsLive, automatic);
            (payout["status"], payout["reconciliation_status"]) = ("in_transit", automatic ? "in_progress" : "not_applicable");
            payout["arrival_date"] = now().AddDays(2).ToUnixTimeSeconds();
            payout["balance_transaction"] = Move("payout", "payout", -sum, 0, id);
            if (automatic)
            {
                foreach (var transaction in inside.Append(_objects[(string)payout["balance_transaction"]!]))
                {
                    transaction["fake_payout"] = id;
                }
            }

            Tell("payout.created", id);
            return id;
        }
    }

    public void Arrive(string payoutId)
    {
        lock (_lock)
        {
            _objects[payoutId]["status"] = "paid";
            Tell("payout.paid", payoutId);
        }
    }

    /// <summary>Stripe has fixed what is inside.</summary>
    public void Reconcile(string payoutId)
    {
        lock (_lock)
        {
            _objects[payoutId]["reconciliation_status"] = "completed";
            Tell("payout.reconciliation_completed", payoutId);
        }
    }

    public void FailPayout(string payoutId)
    {
        lock (_lock)
        {
            var payout = _objects[payoutId];
            (payout["status"], payout["failure_code"]) = ("failed", "account_closed");
            payout["failure_balance_transaction"] = Move("payout_failure", "payout_reversal", Long(payout["amount"]), 0, payoutId);
            Tell("payout.failed", payoutId);
        }
    }

    /// <summary>The same thing told again under another id, as Stripe sometimes does.</summary>
    public JsonObject TellAgain(JsonObject earlier)
    {
        lock (_lock)
        {
            var again = (JsonObject)earlier.DeepClone();
            again["id"] = NewId("evt");
            _events.Add(again);
            return again;
        }
    }

    internal JsonObject NewSession(IReadOnlyDictionary<string, string> form, string baseAddress)
    {
        lock (_lock)
        {
            var session = OpenApiSlice.Fixture("checkout.session");
            var id = Put(session, "cs_test");
            var quantity = long.Parse(form["line_items[0][quantity]"], CultureInfo.InvariantCulture);
            session["amount_total"] = quantity * long.Parse(form["line_items[0][price_data][unit_amount]"], CultureInfo.InvariantCulture);
            session["amount_subtotal"] = session["amount_total"]!.DeepClone();
            session["currency"] = form["line_items[0][price_data][currency]"];
            session["client_reference_id"] = form.GetValueOrDefault("client_reference_id");
            session["payment_intent"] = null;
            session["livemode"] = IsLive;
            session["success_url"] = form["success_url"].Replace("{CHECKOUT_SESSION_ID}", id, StringComparison.Ordinal);
            session["cancel_url"] = form.GetValueOrDefault("cancel_url");
            session["submit_type"] = form.GetValueOrDefault("submit_type");
            session["expires_at"] = long.Parse(form["expires_at"], CultureInfo.InvariantCulture);
            session["metadata"] = Metadata(form, "metadata");
            session["fake_intent_metadata"] = Metadata(form, "payment_intent_data[metadata]");
            session["url"] = $"{baseAddress}/pay/{id}";
            return session;
        }
    }

    internal JsonObject? Find(string id)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(id) is { } found ? (JsonObject)found.DeepClone() : null;
        }
    }

    internal JsonArray NewestFirst(string kind)
    {
        lock (_lock)
        {
            var from = kind == "event" ? _events : _order.Select(id => _objects[id]).Where(value => (string?)value["object"] == kind);
            return new JsonArray([.. from.Reverse().Select(value => value.DeepClone())]);
        }
    }

    private static JsonObject Metadata(IReadOnlyDictionary<string, string> form, string name)
    {
        var metadata = new JsonObject();
        foreach (var (key, value) in form.Where(field => field.Key.StartsWith(name + "[", StringComparison.Ordinal)))
        {
            metadata[key[(name.Length + 1)..^1]] = value;
        }

        return metadata;
    }

    /// <summary>Whatever kind of number it was made of.</summary>
    internal static long Long(JsonNode? number) => long.Parse(number!.ToJsonString(), CultureInfo.InvariantCulture);

    private string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}_{ApiKey[^6..]}{++_serial:D6}");

    private string Put(JsonObject value, string prefix)
    {
        var id = NewId(prefix);
        value["id"] = id;
        value["created"] = now().ToUnixTimeSeconds();
        _objects.Add(id, value);
        _order.Add(id);
        return id;
    }

    private void Tell(string type, string objectId)
    {
        var news = OpenApiSlice.Fixture("event");
        var id = NewId("evt");
        (news["id"], news["type"], news["created"], news["api_version"], news["livemode"]) = (id, type, now().ToUnixTimeSeconds(), Version, IsLive);
        news["pending_webhooks"] = 1;
        news["data"] = new JsonObject { ["object"] = _objects[objectId].DeepClone() };
        _events.Add(news);
    }

    private void Finish(string sessionId, string paymentStatus) => (_objects[sessionId]["status"], _objects[sessionId]["payment_status"]) = ("complete", paymentStatus);

    private string Intent(string sessionId, string method, string status)
    {
        var session = _objects[sessionId];
        if ((string?)session["payment_intent"] is not { } id)
        {
            var fresh = OpenApiSlice.Fixture("payment_intent");
            id = Put(fresh, "pi");
            (fresh["amount"], fresh["currency"], fresh["livemode"]) = (session["amount_total"]!.DeepClone(), (string)session["currency"]!, IsLive);
            fresh["metadata"] = session["fake_intent_metadata"]!.DeepClone();
            session["payment_intent"] = id;
        }

        var intent = _objects[id];
        (intent["status"], intent["payment_method_types"]) = (status, new JsonArray(method));
        return id;
    }

    private string Charge(string sessionId, string method, string status)
    {
        var intent = Intent(sessionId, method, status == "succeeded" ? "succeeded" : "requires_payment_method");
        var charge = NewCharge(Long(_objects[sessionId]["amount_total"]), intent, method, status, (JsonObject)_objects[intent]["metadata"]!.DeepClone());
        _objects[intent]["latest_charge"] = charge;
        return charge;
    }

    private string NewCharge(long amount, string? intent, string method, string status, JsonObject metadata)
    {
        var charge = OpenApiSlice.Fixture("charge");
        var id = Put(charge, "ch");
        var succeeded = status == "succeeded";
        (charge["amount"], charge["amount_captured"], charge["currency"], charge["livemode"]) = (amount, succeeded ? amount : 0, "cny", IsLive);
        (charge["status"], charge["paid"], charge["captured"], charge["payment_intent"]) = (status, succeeded, succeeded, intent);
        (charge["metadata"], charge["balance_transaction"], charge["amount_refunded"]) = (metadata, null, 0);
        charge["payment_method_details"] = new JsonObject { ["type"] = method, [method] = new JsonObject() };
        return id;
    }

    private void SettleCharge(string chargeId)
    {
        var charge = _objects[chargeId];
        if (charge["balance_transaction"] is null)
        {
            var amount = Long(charge["amount"]);
            charge["balance_transaction"] = Move("charge", "charge", amount, FeeOf(amount), chargeId);
        }
    }

    private string Move(string type, string category, long amount, long fee, string? source)
    {
        var foreign = BalanceCurrency != "cny" && source?.StartsWith("po_", StringComparison.Ordinal) != true;
        var (gross, kept) = foreign ? ((long)Math.Round(amount * Rate), (long)Math.Round(fee * Rate)) : (amount, fee);
        var transaction = OpenApiSlice.Fixture("balance_transaction");
        var id = Put(transaction, "txn");
        (transaction["amount"], transaction["fee"], transaction["net"]) = (gross, kept, gross - kept);
        (transaction["type"], transaction["reporting_category"], transaction["source"]) = (type, category, source);
        (transaction["currency"], transaction["exchange_rate"]) = (BalanceCurrency, foreign && source is not null ? Rate : null);
        transaction["available_on"] = now().AddDays(2).ToUnixTimeSeconds();
        if (kept != 0)
        {
            transaction["fee_details"] = new JsonArray(new JsonObject { ["amount"] = kept, ["application"] = null, ["currency"] = BalanceCurrency, ["description"] = "Processing fee", ["type"] = "stripe_fee" });
        }

        return id;
    }
}
