using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Sessions;

/// <summary>Keeps cookies and sends the antiforgery header like the front end does.</summary>
internal sealed class Browser : IDisposable
{
    private readonly Uri _address;
    private readonly CookieContainer _cookies = new();

    public Browser(TestApp app, bool isHttps = true)
    {
        _address = new Uri(isHttps ? "https://localhost" : "http://localhost");
        Http = app.CreateDefaultClient(_address, new CookieContainerHandler(_cookies));
    }

    public HttpClient Http { get; }

    public string? AntiforgeryToken => _cookies.GetCookies(_address)["XSRF-TOKEN"]?.Value;

    public string? SessionToken => _cookies.GetCookies(_address)["__Host-volunteer"]?.Value;

    public Task<HttpResponseMessage> SignInAsync(string identifier, string password, string? code = null) =>
        PostAsync("/api/platform/sign-in", new { identifier, password, secondFactorCode = code });

    public Task<HttpResponseMessage> PostAsync(string path, object body, string from = "same-origin") => SendAsync(HttpMethod.Post, path, body, from, AntiforgeryToken);

    public Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, body: null, "same-origin", AntiforgeryToken);

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string? from, string? token)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (from is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", from);
        }

        if (token is not null)
        {
            request.Headers.Add("X-XSRF-TOKEN", token);
        }

        return await Http.SendAsync(request);
    }

    public async Task<bool> IsSignedInAsync() =>
        (await (await GetAsync("/api/platform/session")).JsonAsync()).GetProperty("user").ValueKind is not System.Text.Json.JsonValueKind.Null;

    public void Dispose() => Http.Dispose();
}
