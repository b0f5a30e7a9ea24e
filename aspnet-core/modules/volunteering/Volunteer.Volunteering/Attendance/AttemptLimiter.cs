using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Volunteer.Volunteering.Attendance;

/// <summary>So many attempts in so much time for one key (a person, a kiosk), on this host.</summary>
internal sealed class AttemptLimiter(TimeProvider clock)
{
    private const int MostKeys = 50_000;
    private readonly ConcurrentDictionary<string, (DateTimeOffset From, int Count)> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts one attempt; false when it is one too many.</summary>
    public bool TryTake(string key, int most, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        if (_windows.Count > MostKeys)
        {
            _windows.Clear();
        }

        return _windows.AddOrUpdate(
            key,
            _ => (now, 1),
            (_, held) => now - held.From >= window || now < held.From ? (now, 1) : (held.From, held.Count + 1)).Count <= most;
    }

    /// <summary>Success: the attempts before it are forgiven.</summary>
    public void Forget(string key) => _windows.TryRemove(key, out _);

    public static async Task<IResult> RefuseAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        await Problems.WriteAsync(http, StatusCodes.Status429TooManyRequests, FrameworkErrors.TooManyRequests);
        return Results.Empty;
    }
}
