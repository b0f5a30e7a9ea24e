using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.HttpOverrides;

namespace Volunteer.HttpApi.Host;

/// <summary>Limits, logs and the proxy in front.</summary>
internal static class Hosting
{
    private const long LargestBody = 12 * 1024 * 1024;

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });

        // One JSON object a line; Chinese stays readable. What people type is never logged: messages carry ids and codes.
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(console => console.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        // Only proxies that are named are believed; else everybody could choose their own address.
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.ForwardLimit = 1;
            foreach (var proxy in builder.Configuration.GetSection("Web:Proxies").Get<string[]>() ?? [])
            {
                options.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
    }
}
