using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Volunteer;

/// <summary>Delivers soon after each commit, and looks every few seconds for what another host or a crash left behind.</summary>
internal sealed partial class OutboxPump(OutboxDelivery delivery, OutboxSignal signal, TimeProvider clock, ILogger<OutboxPump> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await delivery.DeliverDueAsync(stoppingToken);
                await signal.WaitAsync(Patience, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away for a while; the loop must outlive it.
                LogPumpFailure(exception);
                await Task.Delay(Patience, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read")]
    private partial void LogPumpFailure(Exception exception);
}
