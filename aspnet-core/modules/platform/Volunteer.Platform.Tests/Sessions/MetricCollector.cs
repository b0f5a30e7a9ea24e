using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.TestBase;

namespace Volunteer.Platform.Tests.Sessions;

/// <summary>Adds up what one counter of one running app counts, from here until it is disposed.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _sum;

    public MetricCollector(TestApp app, string counter)
    {
        var scope = app.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter && instrument.Meter.Scope == scope)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _sum, value));
        _listener.Start();
    }

    public long Sum => Interlocked.Read(ref _sum);

    public void Dispose() => _listener.Dispose();
}
