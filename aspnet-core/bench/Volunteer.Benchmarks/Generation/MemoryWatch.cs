using System.Diagnostics;

namespace Volunteer.Benchmarks.Generation;

/// <summary>Looks at the memory twenty times a second.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private const double Megabyte = 1024 * 1024;

    private readonly PeriodicTimer _timer = new(TimeSpan.FromMilliseconds(50));
    private readonly long _before;
    private readonly Task _watching;
    private long _managed;
    private long _workingSet;

    public MemoryWatch()
    {
        _before = GC.GetTotalMemory(forceFullCollection: true);
        Look();
        _watching = WatchAsync();
    }

    public string Summary => $"managed memory at most {_managed / Megabyte:N0} MB ({_before / Megabyte:N0} MB before), working set at most {_workingSet / Megabyte:N0} MB";

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _watching;
        Look();
    }

    private async Task WatchAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Look();
        }
    }

    private void Look()
    {
        using var process = Process.GetCurrentProcess();
        _managed = Math.Max(_managed, GC.GetTotalMemory(forceFullCollection: false));
        _workingSet = Math.Max(_workingSet, process.WorkingSet64);
    }
}
