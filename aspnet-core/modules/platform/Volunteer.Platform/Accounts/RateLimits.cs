using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Platform.Accounts;

/// <param name="PerSubject">How often for one name from one network.</param>
/// <param name="PerNetwork">How often from one network in all; generous, because a community's hall is one network.</param>
internal sealed record RateRule(string Name, int PerSubject, int PerNetwork, TimeSpan Window)
{
    public static readonly RateRule SignIn = new("sign-in", 10, 100, TimeSpan.FromMinutes(5));
    public static readonly RateRule Reset = new("reset", 3, 30, TimeSpan.FromMinutes(15));
    public static readonly RateRule Register = new("register", 5, 60, TimeSpan.FromMinutes(15));
    public static readonly RateRule LookUp = new("look-up", 60, 60, TimeSpan.FromMinutes(5));
}

/// <summary>
/// Slows down guessing, per host and in memory. The lockout of <see cref="AttemptGuard"/> is the wall; this keeps sprayers
/// and their cost away. <c>Security:RateLimits=false</c> switches it off.
/// </summary>
internal sealed class RateLimits(IConfiguration configuration) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<(RateRule Rule, string Key, int Most)> _limiter =
        PartitionedRateLimiter.Create<(RateRule Rule, string Key, int Most), string>(use => RateLimitPartition.GetFixedWindowLimiter(
            $"{use.Rule.Name}|{use.Key}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = use.Most, Window = use.Rule.Window, QueueLimit = 0 }));

    /// <summary>Null when allowed, otherwise how long to wait.</summary>
    public TimeSpan? Wait(RateRule rule, IPAddress? from, string? subject)
    {
        if (!configuration.GetValue("Security:RateLimits", defaultValue: true))
        {
            return null;
        }

        var network = Network(from);
        return Take(rule, network, rule.PerNetwork) ?? (subject is null ? null : Take(rule, $"{network}|{subject.Trim().ToUpperInvariant()}", rule.PerSubject));
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    private TimeSpan? Take(RateRule rule, string key, int most)
    {
        using var lease = _limiter.AttemptAcquire((rule, key, most));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : rule.Window;
    }

    /// <summary>An IPv4 address, or the /64 that one IPv6 subscriber has.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null)
        {
            return "local";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(plain.GetAddressBytes(), 0, 8) : plain.ToString();
    }
}

internal static class RateLimiting
{
    /// <summary>429 with Retry-After when this caller asks too often.</summary>
    public static RouteHandlerBuilder LimitRate(this RouteHandlerBuilder endpoint, RateRule rule) =>
        endpoint.AddEndpointFilter((invocation, next) => RunAsync(invocation, next, rule, subject: null));

    /// <summary>As above, also for one name in the request.</summary>
    public static RouteHandlerBuilder LimitRate<TRequest>(this RouteHandlerBuilder endpoint, RateRule rule, Func<TRequest, string> subject) =>
        endpoint.AddEndpointFilter((invocation, next) => RunAsync(invocation, next, rule, subject(invocation.Arguments.OfType<TRequest>().Single())));

    private static async ValueTask<object?> RunAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, RateRule rule, string? subject)
    {
        var http = invocation.HttpContext;
        if (http.RequestServices.GetRequiredService<RateLimits>().Wait(rule, http.Connection.RemoteIpAddress, subject) is not { } wait)
        {
            return await next(invocation);
        }

        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problems.WriteAsync(http, StatusCodes.Status429TooManyRequests, FrameworkErrors.TooManyRequests);
        return Results.Empty;
    }
}
