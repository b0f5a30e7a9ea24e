namespace Volunteer.Organizations.Tests.Rosters;

/// <summary>
/// The most memory in use at once beyond what was in use before. Each look collects the garbage first: how much of it lies
/// around is the machine's affair, not the product's.
/// </summary>
internal sealed class LiveMemory : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private readonly Task<long> _watching;

    public LiveMemory() => _watching = Task.Run(WatchAsync);

    /// <summary>In bytes.</summary>
    public async Task<long> StopAsync()
    {
        await _stop.CancelAsync();
        return await _watching;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<long> WatchAsync()
    {
        var most = 0L;
        while (!_stop.IsCancellationRequested)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - _before);
            await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return most;
    }
}
