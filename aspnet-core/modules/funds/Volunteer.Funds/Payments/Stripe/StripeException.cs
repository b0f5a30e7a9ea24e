using System.Net;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>Stripe said no. Carries its own words for types and codes, never a key or a donor.</summary>
internal sealed class StripeException(HttpStatusCode status, string? type, string? errorCode, string? requestId)
    : Exception($"Stripe answered {(int)status} {type} {errorCode} ({requestId})")
{
    public HttpStatusCode Status { get; } = status;

    public string? Type { get; } = type;

    public string? ErrorCode { get; } = errorCode;

    /// <summary>The request itself is refused; sending it again would change nothing.</summary>
    public bool IsFinal => Status is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
}
