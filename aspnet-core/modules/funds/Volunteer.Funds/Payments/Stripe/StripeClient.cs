using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Volunteer.Funds.Payments.Stripe;

/// <summary>Whose money it is: a restricted key, and for a connected account its id.</summary>
internal sealed record StripeCredentials(string SecretKey, string? ConnectedAccount)
{
    /// <summary>A key does not belong in a log, not even by way of ToString.</summary>
    public override string ToString() => nameof(StripeCredentials);
}

/// <summary>
/// Stripe's REST API. Every POST carries an idempotency key, and a retry carries the same one, so a request whose answer was
/// lost takes effect once.
/// </summary>
internal sealed class StripeClient(HttpClient http, StripeOptions options, TimeProvider clock)
{
    private const int Retries = 3;
    private const int LongestPauseFactor = 10;
    private const int PageSize = 100;

    public Task<T> GetAsync<T>(StripeCredentials credentials, string path, StripeForm? query, CancellationToken cancellationToken) =>
        SendAsync<T>(credentials, HttpMethod.Get, path + query?.Query(), null, null, cancellationToken);

    public Task<T> PostAsync<T>(StripeCredentials credentials, string path, StripeForm form, string idempotencyKey, CancellationToken cancellationToken) =>
        SendAsync<T>(credentials, HttpMethod.Post, path, form, idempotencyKey, cancellationToken);

    /// <summary>All pages, in Stripe's order (newest first).</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(StripeCredentials credentials, string path, Func<StripeForm> query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IStripeObject
    {
        string? after = null;
        while (true)
        {
            var page = await GetAsync<StripeList<T>>(credentials, path, query().Add("limit", PageSize).Add("starting_after", after), cancellationToken);
            foreach (var item in page.Data)
            {
                yield return item;
            }

            if (!page.HasMore || page.Data.Count == 0)
            {
                yield break;
            }

            after = page.Data[^1].Id;
        }
    }

    private async Task<T> SendAsync<T>(StripeCredentials credentials, HttpMethod method, string path, StripeForm? form, string? idempotencyKey, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            HttpResponseMessage? response = null;
            try
            {
                using var request = Request(credentials, method, path, form, idempotencyKey);
                response = await http.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                    return await JsonSerializer.DeserializeAsync<T>(body, StripeJson.Options, cancellationToken)
                        ?? throw new JsonException("Stripe answered null.");
                }

                if (attempt == Retries || !ShouldRetry(response))
                {
                    throw await RefusalAsync(response, cancellationToken);
                }
            }
            catch (Exception exception) when (attempt < Retries && IsConnectionTrouble(exception, cancellationToken))
            {
                // The answer was lost; the idempotency key makes asking again safe.
            }
            finally
            {
                response?.Dispose();
            }

            await Task.Delay(PauseAfter(attempt), clock, cancellationToken);
        }
    }

    private static bool IsConnectionTrouble(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Stripe's own word first; without it conflicts (the same key is being worked on), its own failures and its limits.</summary>
    private static bool ShouldRetry(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Stripe-Should-Retry", out var words))
        {
            return words.First() == "true";
        }

        return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
    }

    private static async Task<StripeException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        StripeErrorBody? error = null;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            error = (await JsonSerializer.DeserializeAsync<StripeError>(body, StripeJson.Options, cancellationToken))?.Error;
        }
        catch (JsonException)
        {
            // A proxy's page instead of Stripe's answer: the status says enough.
        }

        var requestId = response.Headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null;
        return new StripeException(response.StatusCode, error?.Type, error?.Code, requestId);
    }

    private TimeSpan PauseAfter(int attempt)
    {
        var factor = Math.Min(LongestPauseFactor, 1 << attempt);

        // Between three quarters and the whole of it, so that many who failed together do not come back together.
        return options.FirstPause * factor * (0.75 + (RandomNumberGenerator.GetInt32(250) / 1000.0));
    }

    private static HttpRequestMessage Request(StripeCredentials credentials, HttpMethod method, string path, StripeForm? form, string? idempotencyKey)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credentials.SecretKey);
        request.Headers.Add("Stripe-Version", StripeOptions.ApiVersion);
        if (credentials.ConnectedAccount is { } account)
        {
            request.Headers.Add("Stripe-Account", account);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (form is not null)
        {
            request.Content = new FormUrlEncodedContent(form);
        }

        return request;
    }
}
