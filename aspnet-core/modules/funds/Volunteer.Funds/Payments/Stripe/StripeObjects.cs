using System.Text.Json;
using System.Text.Json.Serialization;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>What we read of Stripe's objects. States and types stay text: tomorrow's values must not break today's reader.</summary>
internal static class StripeJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new ExpandableConverter() },
    };

    private sealed class ExpandableConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Expandable<>);

        public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Reader<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Reader<T> : JsonConverter<Expandable<T>>
            where T : class, IStripeObject
        {
            public override Expandable<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    return new Expandable<T>(reader.GetString()!, null);
                }

                var value = JsonSerializer.Deserialize<T>(ref reader, options);
                return value is null ? null : new Expandable<T>(value.Id, value);
            }

            public override void Write(Utf8JsonWriter writer, Expandable<T> value, JsonSerializerOptions options) => throw new NotSupportedException();
        }
    }
}

internal interface IStripeObject
{
    string Id { get; }
}

/// <summary>A reference that Stripe gives as an id, or whole when asked to expand it.</summary>
internal sealed record Expandable<T>(string Id, T? Value)
    where T : class, IStripeObject;

internal sealed record StripeList<T>(List<T> Data, bool HasMore)
    where T : IStripeObject;

/// <summary>Any object, where only its id matters.</summary>
internal sealed record StripeReference(string Id) : IStripeObject;

internal sealed record StripeSession(
    string Id,
    string? Status,
    string? PaymentStatus,
    long? AmountTotal,
    string? Currency,
    string? ClientReferenceId,
    bool Livemode,
    string? Url,
    long ExpiresAt,
    Dictionary<string, string>? Metadata,
    Expandable<StripeIntent>? PaymentIntent) : IStripeObject;

internal sealed record StripeIntent(
    string Id,
    string? Status,
    long Amount,
    string? Currency,
    bool Livemode,
    Dictionary<string, string>? Metadata,
    Expandable<StripeReference>? LatestCharge) : IStripeObject;

internal sealed record StripeCharge(
    string Id,
    long Amount,
    string? Currency,
    string? Status,
    bool Paid,
    bool Livemode,
    long Created,
    Expandable<StripeIntent>? PaymentIntent,
    Expandable<StripeTransaction>? BalanceTransaction,
    StripeMethod? PaymentMethodDetails,
    Dictionary<string, string>? Metadata) : IStripeObject;

internal sealed record StripeMethod(string? Type);

internal sealed record StripeRefund(
    string Id,
    long Amount,
    string? Currency,
    string? Status,
    string? FailureReason,
    long Created,
    Expandable<StripeReference>? Charge,
    Expandable<StripeTransaction>? BalanceTransaction,
    Expandable<StripeTransaction>? FailureBalanceTransaction,
    Dictionary<string, string>? Metadata) : IStripeObject;

internal sealed record StripeDispute(
    string Id,
    long Amount,
    string? Currency,
    string? Status,
    string? Reason,
    bool Livemode,
    long Created,
    Expandable<StripeReference>? Charge,
    List<StripeTransaction>? BalanceTransactions) : IStripeObject;

internal sealed record StripeTransaction(
    string Id,
    long Amount,
    long Fee,
    long Net,
    string Currency,
    decimal? ExchangeRate,
    long Created,
    long AvailableOn,
    string? Type,
    string? ReportingCategory,
    Expandable<StripeReference>? Source,
    string? Status) : IStripeObject;

internal sealed record StripePayout(
    string Id,
    long Amount,
    string Currency,
    string? Status,
    bool Automatic,
    string? ReconciliationStatus,
    long ArrivalDate,
    long Created,
    bool Livemode,
    string? StatementDescriptor,
    string? FailureCode,
    Expandable<StripeTransaction>? BalanceTransaction,
    Expandable<StripeTransaction>? FailureBalanceTransaction,
    Expandable<StripeReference>? OriginalPayout,
    Expandable<StripeReference>? ReversedBy,
    StripeTrace? TraceId) : IStripeObject;

internal sealed record StripeTrace(string? Status, string? Value);

internal sealed record StripeEvent(string Id, string Type, string? ApiVersion, long Created, bool Livemode, string? Account, StripeEventData? Data) : IStripeObject;

internal sealed record StripeEventData(JsonElement Object);

internal sealed record StripeError(StripeErrorBody? Error);

internal sealed record StripeErrorBody(string? Type, string? Code, string? Message);
