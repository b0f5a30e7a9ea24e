using System.Threading.Channels;

namespace Volunteer.Platform.Messages;

/// <summary>Tells the sender in which communities something was queued.</summary>
internal sealed class MessageSignal
{
    private const int Most = 1000;

    private readonly Channel<Guid> _wake = Channel.CreateBounded<Guid>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Never waits; what is dropped is found by the next look around.</summary>
    public void Wake(Guid tenantId) => _wake.Writer.TryWrite(tenantId);

    /// <summary>Communities with something new; none when nothing came in time.</summary>
    public async Task<IReadOnlyCollection<Guid>> WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var tenants = new HashSet<Guid>();
        try
        {
            tenants.Add(await _wake.Reader.ReadAsync(either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return tenants;
        }

        while (_wake.Reader.TryRead(out var another))
        {
            tenants.Add(another);
        }

        return tenants;
    }
}
