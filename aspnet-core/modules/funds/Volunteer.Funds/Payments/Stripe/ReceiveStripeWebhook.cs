using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>
/// Stripe's news. Checked over the raw bytes before anything else; 200 means stored, and only what is stored is worked on. 400:
/// not from Stripe. 503: we cannot check it now, try again.
/// </summary>
internal static partial class ReceiveStripeWebhook
{
    private const int LargestBody = 512 * 1024;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/payments/stripe/webhooks/{key}", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .AllowEveryone("Stripe signs what it sends; nothing else is taken in.");

    private static async Task<IResult> HandleAsync(
        string key,
        HttpContext http,
        VolunteerDbContext db,
        ICurrentTenant tenant,
        PaymentProviders providers,
        Inbox inbox,
        ILogger<StripeProvider> logger,
        CancellationToken cancellationToken)
    {
        if (!PaymentAccount.TryReadKey(key, out var tenantId, out var accountId))
        {
            throw new NotFoundException();
        }

        using var entered = tenant.Change(tenantId);
        var account = await db.Set<PaymentAccount>().SingleOrDefaultAsync(a => a.Id == accountId && a.Provider == PaymentProviderKind.Stripe, cancellationToken)
            ?? throw new NotFoundException();
        var provider = providers.Of(account);
        if (!provider.IsAvailable)
        {
            return await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, FundsErrors.WebhookNotReady);
        }

        if (await ReadAsync(http.Request, cancellationToken) is not { } body)
        {
            return await RefuseAsync(http, StatusCodes.Status400BadRequest, FundsErrors.WebhookRefused);
        }

        var reading = provider.ReadWebhook(account, http.Request.Headers[StripeSignature.Header], body);
        switch (reading)
        {
            case { Verdict: WebhookVerdict.Accepted, Notice: { } notice }:
                try
                {
                    await inbox.TakeAsync(account, notice, body, cancellationToken);
                }
                catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
                {
                    // The same event came twice at once; the other one is stored.
                }

                return Results.Ok();
            case { Verdict: WebhookVerdict.NoSecret }:
                return await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, FundsErrors.WebhookNotReady);
            default:
                LogRefusal(logger, accountId, reading.Verdict);
                return await RefuseAsync(http, StatusCodes.Status400BadRequest, FundsErrors.WebhookRefused);
        }
    }

    /// <summary>The very bytes; null when there are too many, or when they are packed: Stripe sends neither.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding.Count > 0 || request.ContentLength > LargestBody)
        {
            return null;
        }

        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            body.Write(chunk, 0, read);
            if (body.Length > LargestBody)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    private static async Task<IResult> RefuseAsync(HttpContext http, int status, string code)
    {
        await Problems.WriteAsync(http, status, code);
        return Results.Empty;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook for payment account {AccountId} was refused: {Verdict}")]
    private static partial void LogRefusal(ILogger logger, Guid accountId, WebhookVerdict verdict);
}
