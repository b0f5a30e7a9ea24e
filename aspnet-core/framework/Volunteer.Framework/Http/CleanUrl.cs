using Microsoft.AspNetCore.Http;

namespace Volunteer;

/// <summary>Refuses control characters and broken text in paths and queries before anything reads them.</summary>
internal sealed class CleanUrl(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (StrictJson.HasForbiddenCharacter(http.Request.Path.Value)
            || http.Request.Query.Any(pair => StrictJson.HasForbiddenCharacter(pair.Key) || pair.Value.Any(value => StrictJson.HasForbiddenCharacter(value))))
        {
            return Problems.WriteAsync(http, StatusCodes.Status400BadRequest, FrameworkErrors.ControlCharacter);
        }

        return next(http);
    }
}
