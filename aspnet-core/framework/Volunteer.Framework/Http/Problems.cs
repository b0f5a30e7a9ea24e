using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Volunteer;

/// <summary>Writes RFC 9457 problem details: a stable <c>code</c>, its text in the caller's language, and the trace id.</summary>
public static class Problems
{
    public static Task WriteAsync(HttpContext http, int status, string code) => WriteAsync(http, status, code, null, null);

    public static async Task WriteAsync(
        HttpContext http,
        int status,
        string code,
        IReadOnlyDictionary<string, object?>? details,
        IDictionary<string, string[]>? errors)
    {
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var problem = new ProblemDetails
        {
            Status = status,
            Title = texts.Get(code, CultureInfo.CurrentUICulture.Name, details),
            Extensions = { ["code"] = code },
        };
        if (details is { Count: > 0 })
        {
            problem.Extensions["details"] = details;
        }

        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        http.Response.StatusCode = status;
        await http.RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem });
    }
}

/// <summary>The one place where exceptions become HTTP answers.</summary>
internal sealed partial class ProblemHandler(Texts texts, ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        switch (exception)
        {
            case BusinessException refusal:
                await Problems.WriteAsync(httpContext, StatusCodes.Status409Conflict, refusal.Code, refusal.Details, null);
                return true;
            case ForbiddenException forbidden:
                await Problems.WriteAsync(httpContext, StatusCodes.Status403Forbidden, forbidden.Code);
                return true;
            case NotFoundException:
                await Problems.WriteAsync(httpContext, StatusCodes.Status404NotFound, FrameworkErrors.NotFound);
                return true;
            case InvalidRequestException invalid:
                await Problems.WriteAsync(httpContext, StatusCodes.Status400BadRequest, invalid.Code, invalid.Details, new Dictionary<string, string[]>(StringComparer.Ordinal)
                {
                    [invalid.Field] = [texts.Get(invalid.Code, CultureInfo.CurrentUICulture.Name, invalid.Details)],
                });
                return true;
            case DbUpdateConcurrencyException:
                await Problems.WriteAsync(httpContext, StatusCodes.Status409Conflict, FrameworkErrors.Stale);
                return true;
            case DbUpdateException update when DatabaseFaults.IsUniqueViolation(update):
                // A use case that can race names its own refusal; this is the net below: somebody else was first.
                await Problems.WriteAsync(httpContext, StatusCodes.Status409Conflict, FrameworkErrors.Stale);
                return true;
            case BadHttpRequestException bad:
                await WriteBadRequestAsync(httpContext, bad);
                return true;
            default:
                if (DatabaseFaults.IsTransient(exception))
                {
                    httpContext.Response.Headers.RetryAfter = "2";
                    await Problems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, FrameworkErrors.Busy);
                    return true;
                }

                LogUnexpected(exception, httpContext.GetEndpoint()?.DisplayName);
                await Problems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, FrameworkErrors.Unexpected);
                return true;
        }
    }

    private static Task WriteBadRequestAsync(HttpContext http, BadHttpRequestException bad)
    {
        if (bad.StatusCode is not StatusCodes.Status400BadRequest)
        {
            return Problems.WriteAsync(http, bad.StatusCode, FrameworkErrors.BodyUnreadable);
        }

        if (bad.InnerException is not JsonException json)
        {
            return Problems.WriteAsync(http, StatusCodes.Status400BadRequest, FrameworkErrors.BodyUnreadable);
        }

        var field = (json.Path ?? "$").TrimStart('$').TrimStart('.');
        var code = json.Message.StartsWith(FrameworkErrors.ControlCharacter, StringComparison.Ordinal)
            ? FrameworkErrors.ControlCharacter
            : FrameworkErrors.BodyUnreadable;
        var text = http.RequestServices.GetRequiredService<Texts>().Get(code);
        return Problems.WriteAsync(http, StatusCodes.Status400BadRequest, code, null, new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [field] = [text],
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected failure in {Endpoint}")]
    private partial void LogUnexpected(Exception exception, string? endpoint);
}
