using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Volunteer.HttpApi.Host;

/// <summary>
/// Traces and measurements for an operator's collector, over OTLP. Off until <c>Telemetry:Endpoint</c> is set, e.g.
/// http://127.0.0.1:4318. Nothing that leaves tells who somebody is.
/// </summary>
internal static class Telemetry
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Telemetry:Endpoint"] is { Length: > 0 } endpoint)
        {
            services.AddHostedService(_ => new TelemetryExport(new Uri(endpoint)));
        }

        return services;
    }

    /// <summary>Says of a request's span which endpoint it was. After routing.</summary>
    public static IApplicationBuilder UseTelemetry(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var span = http.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not { IsAllDataRequested: true })
        {
            await next(http);
            return;
        }

        span.SetTag("http.request.method", http.Request.Method);
        span.SetTag("http.route", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        await next(http);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
    });

    public static TracerProviderBuilder Traces() => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(Name)
        .AddSource("Microsoft.AspNetCore", "Npgsql")
        .AddProcessor(new NobodyInSpans());

    public static MeterProviderBuilder Meters() => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(Name)
        .AddMeter(MeterNames.Volunteer, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime");

    private static void Name(ResourceBuilder resource) => resource.AddService("volunteer", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString());
}

/// <summary>
/// Leaves of a span what tells about the software: the route with its placeholders, the method, the status, the kind of
/// statement. Addresses of people, addresses of pages (ids, links' tokens) and texts of statements go.
/// </summary>
internal sealed class NobodyInSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "error.type", "url.scheme", "network.protocol.version",
        "db.system", "db.system.name", "db.operation.name", "db.response.status_code", "otel.status_code",
    };

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var tag in data.TagObjects.Select(tag => tag.Key).Where(key => !Kept.Contains(key)).ToList())
        {
            data.SetTag(tag, null);
        }

        data.DisplayName = data.Kind == ActivityKind.Server
            ? $"{data.GetTagItem("http.request.method") ?? "HTTP"} {data.GetTagItem("http.route") ?? "(no route)"}"
            : data.Source.Name;
    }
}

/// <summary>Owns the two pipelines for as long as the host runs.</summary>
internal sealed class TelemetryExport(Uri endpoint) : IHostedService, IDisposable
{
    private TracerProvider? _traces;
    private MeterProvider? _meters;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _traces = Telemetry.Traces().AddOtlpExporter(options => Aim(options, "v1/traces")).Build();
        _meters = Telemetry.Meters().AddOtlpExporter(options => Aim(options, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
        (_traces, _meters) = (null, null);
    }

    private void Aim(OtlpExporterOptions options, string path) =>
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(endpoint, path));
}
