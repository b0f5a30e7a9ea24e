using Microsoft.AspNetCore.Http;

namespace Volunteer.Platform.Sessions;

/// <summary>Finds out who is asking. A bearer token, when sent, counts alone: no request has two identities.</summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext http, SessionReader reader)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        var isBearer = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        var token = isBearer ? authorization[Bearer.Length..].Trim() : SessionCookie.Read(http);
        if (!string.IsNullOrEmpty(token) && await reader.ReadAsync(token, isBearer, http.RequestAborted) is { } session)
        {
            http.Features.Set(session);
        }

        await next(http);
    }
}
