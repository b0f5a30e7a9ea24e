using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Volunteer;

/// <summary>Quartz wakes the jobs; its store survives restarts and, on PostgreSQL, is shared by all hosts.</summary>
internal static class Scheduling
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, IConfiguration configuration, DatabaseOptions database)
    {
        services.AddSingleton<JobRunner>();
        if (!configuration.GetValue("Jobs:Enabled", defaultValue: true))
        {
            return services;
        }

        var definitions = services.Where(service => service.ServiceType == typeof(JobDefinition)).Select(service => (JobDefinition)service.ImplementationInstance!).ToList();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "volunteer";
                scheduler.GenerateInstanceId = true;
            });
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                if (database.Provider == DatabaseProvider.PostgreSql)
                {
                    store.UsePostgres(database.ConnectionString);
                    store.UseClustering();
                }
                else
                {
                    store.UseSqlite(database.QuartzConnectionString);
                }
            });

            foreach (var job in definitions)
            {
                var key = new JobKey(job.Name);
                quartz.AddJob<Wake>(wake => wake.WithIdentity(key).DisallowConcurrentExecution(true).StoreDurably().UsingJobData(Wake.NameKey, job.Name));
                quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(job.Name)
                    .WithCronSchedule(job.Cron, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
            }
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    private sealed class Wake(JobRunner runner) : IJob
    {
        public const string NameKey = "name";

        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            var scheduledFor = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
            await runner.RunAsync(context.MergedJobDataMap.GetString(NameKey)!, scheduledFor, cancellationToken);
        }
    }
}
