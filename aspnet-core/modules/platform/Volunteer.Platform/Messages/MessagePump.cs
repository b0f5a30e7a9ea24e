using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Volunteer.Platform.Messages;

/// <summary>Sends soon after something was queued, and looks around every quarter of a minute for retries and leftovers.</summary>
internal sealed partial class MessagePump(MessageDelivery delivery, MessageSignal signal, TimeProvider clock, ILogger<MessagePump> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The signal comes from within the transaction; by then it has surely ended.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var communities = await signal.WaitAsync(Patience, clock, stoppingToken);
                if (communities.Count == 0)
                {
                    await delivery.SendDueAsync(stoppingToken);
                    continue;
                }

                await Task.Delay(Breath, clock, stoppingToken);
                await delivery.SendDueAsync(communities, stoppingToken);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages could not be read")]
    private partial void LogPumpFailure(Exception exception);
}
