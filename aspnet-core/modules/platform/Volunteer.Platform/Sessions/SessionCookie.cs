using Microsoft.AspNetCore.Http;

namespace Volunteer.Platform.Sessions;

/// <summary>
/// The cookie that carries a session's token. Strict is no hindrance to links in mails: the page loads without the
/// cookie, and its own calls then carry it.
/// </summary>
internal static class SessionCookie
{
    private const string Secure = "__Host-volunteer";

    /// <summary>Browsers refuse <c>__Host-</c> on plain http, which only a developer's machine uses.</summary>
    private const string Plain = "volunteer";

    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    public static void Write(HttpContext http, string token, TimeSpan lifetime) =>
        http.Response.Cookies.Append(Name(http), token, Options(http, httpOnly: true, lifetime));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http, httpOnly: true, lifetime: null));

    /// <summary>A lifetime, not a date: the clocks of old phones are wrong.</summary>
    public static CookieOptions Options(HttpContext http, bool httpOnly, TimeSpan? lifetime) => new()
    {
        HttpOnly = httpOnly,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };

    private static string Name(HttpContext http) => http.Request.IsHttps ? Secure : Plain;
}
