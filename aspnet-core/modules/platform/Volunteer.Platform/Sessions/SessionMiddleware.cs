using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Platform.Sessions;

/// <summary>Finds out who is asking. A bearer token, when sent, counts alone: no request has two identities.</summary>
internal sealed class SessionMiddleware(RequestDelegate next)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext http, SessionCache cache, TimeProvider clock)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        var isBearer = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        var token = isBearer ? authorization[Bearer.Length..].Trim() : SessionCookie.Read(http);
        if (!string.IsNullOrEmpty(token))
        {
            var hash = SessionTokens.Hash(token);
            var session = cache.Find(hash, clock.GetUtcNow())
                ?? await http.RequestServices.GetRequiredService<SessionReader>().ReadAsync(hash, isBearer, http.RequestAborted);
            if (session?.IsBearer == isBearer)
            {
                http.Features.Set(session);
            }
        }

        await next(http);
    }
}
