using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Volunteer.Platform.Sessions;

/// <summary>
/// The token that only our own pages can read: cookie XSRF-TOKEN, sent back in the header X-XSRF-TOKEN. Bound to the
/// session, and issued anew with sign-in and a change of place.
/// </summary>
internal sealed class Antiforgery(IDataProtectionProvider protection)
{
    public const string Cookie = "XSRF-TOKEN";
    public const string Header = "X-XSRF-TOKEN";
    private readonly IDataProtector _protector = protection.CreateProtector("platform.antiforgery");

    public void Issue(HttpContext http, Guid sessionId) =>
        http.Response.Cookies.Append(Cookie, _protector.Protect(sessionId.ToString("N")), SessionCookie.Options(http, httpOnly: false, SignIns.LongestCookie));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Cookie, SessionCookie.Options(http, httpOnly: false, lifetime: null));

    public bool Accepts(HttpContext http, UserSession session)
    {
        try
        {
            return http.Request.Headers[Header].ToString() is { Length: > 0 } token
                && _protector.Unprotect(token) == session.SessionId.ToString("N");
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>
/// Refuses writes that another site made the browser send. A bearer token is never sent by itself, so such requests are
/// free; nobody's requests (sign-in, registration) are held to the browser's own word about where they come from.
/// </summary>
internal sealed class AntiforgeryMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, Antiforgery antiforgery)
    {
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || !http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            return next(http);
        }

        var session = http.Features.Get<UserSession>();
        if (session is { IsBearer: true })
        {
            return next(http);
        }

        var from = http.Request.Headers["Sec-Fetch-Site"].ToString();
        return from is "" or "same-origin" or "none" && (session is null || antiforgery.Accepts(http, session))
            ? next(http)
            : Problems.WriteAsync(http, StatusCodes.Status403Forbidden, FrameworkErrors.CrossSite);
    }
}
