using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Volunteer.Platform.Jobs;

/// <summary>When jobs run next: asked of the scheduler where one runs in this process, else read from the cron text.</summary>
internal sealed class JobSchedule(IServiceProvider services, TimeProvider clock)
{
    public async Task<DateTimeOffset?> NextAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        if (services.GetService<ISchedulerFactory>() is { } factory)
        {
            var scheduler = await factory.GetScheduler(cancellationToken);
            if (await scheduler.GetTrigger(new TriggerKey(job.Name), cancellationToken) is { } trigger)
            {
                return trigger.NextFireTimeUtc;
            }
        }

        return new CronExpression(job.Cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(clock.GetUtcNow());
    }

    /// <summary>Lets the scheduler run it at once, on whichever host is free; false where there is none.</summary>
    public async Task<bool> TriggerAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        if (services.GetService<ISchedulerFactory>() is not { } factory)
        {
            return false;
        }

        var scheduler = await factory.GetScheduler(cancellationToken);
        await scheduler.TriggerJob(new JobKey(job.Name), cancellationToken: cancellationToken);
        return true;
    }
}

internal static class JobRules
{
    public static JobDefinition Find(JobRunner runner, string name) =>
        runner.Definitions.FirstOrDefault(job => job.Name == name) ?? throw new NotFoundException();
}
