using Microsoft.Extensions.Configuration;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>The platform's side of Stripe, from <c>Payments:Stripe</c>. Keys are a book's own and stand with its account.</summary>
/// <param name="Enabled">Off unless the operator says so: mainland communities have no use for it.</param>
/// <param name="BaseAddress">Stripe itself; tests name a server of their own.</param>
/// <param name="FirstPause">Before the first retry; doubled each time up to ten times as much.</param>
/// <param name="Timeout">Of one attempt.</param>
internal sealed record StripeOptions(bool Enabled, Uri BaseAddress, TimeSpan FirstPause, TimeSpan Timeout)
{
    /// <summary>The shape that answers have. Events in another release train's shape are not read but put before a person.</summary>
    public const string ApiVersion = "2026-09-30.endive";

    /// <summary>The name of the release train, e.g. <c>endive</c>: changes inside it are only additions.</summary>
    public static string? TrainOf(string? apiVersion) => apiVersion?.Split('.') is [_, var train] ? train : null;

    public static StripeOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Payments:Stripe");
        var address = new Uri(section["BaseAddress"] ?? "https://api.stripe.com");
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? new StripeOptions(
                section.GetValue("Enabled", defaultValue: false),
                address,
                TimeSpan.FromMilliseconds(section.GetValue("FirstPauseMilliseconds", 500)),
                TimeSpan.FromSeconds(section.GetValue("TimeoutSeconds", 20)))
            : throw new InvalidOperationException("Payments:Stripe:BaseAddress must be https.");
    }
}
