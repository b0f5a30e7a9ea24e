using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer;

/// <summary>Recurring work for one community (or, as a host job, for the whole platform). Must be safe to run twice.</summary>
public interface IRecurringJob
{
    /// <param name="scheduledFor">The instant the run stands for, not the instant it happens to run.</param>
    Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken);
}

/// <summary>A job that can tell by a look that nothing is to be done: such a run is recorded as done without a transaction of its own.</summary>
public interface IDueJob : IRecurringJob
{
    /// <summary>In the community concerned. When in doubt, or wrong: yes; the run itself finds out.</summary>
    Task<bool> IsDueAsync(CancellationToken cancellationToken);
}

/// <param name="Name">Stable, e.g. <c>volunteering.generate-shifts</c>; part of the run key.</param>
/// <param name="Cron">Quartz cron in UTC with seconds.</param>
/// <param name="PerTenant">Runs once for each active community, inside its tenant.</param>
public sealed record JobDefinition(string Name, string Cron, bool PerTenant, Type Handler);

public static class JobRegistration
{
    /// <summary>Adds a job that runs for each active community.</summary>
    public static IServiceCollection AddTenantJob<TJob>(this IServiceCollection services, string name, string cron)
        where TJob : class, IRecurringJob => services.AddScoped<TJob>().AddSingleton(new JobDefinition(name, cron, PerTenant: true, typeof(TJob)));

    /// <summary>Adds a job that runs once on the host side.</summary>
    public static IServiceCollection AddHostJob<TJob>(this IServiceCollection services, string name, string cron)
        where TJob : class, IRecurringJob => services.AddScoped<TJob>().AddSingleton(new JobDefinition(name, cron, PerTenant: false, typeof(TJob)));
}

public enum JobRunState
{
    Succeeded,
    Failed,
}

/// <summary>
/// The run key (tenant, job, instant): inserted in the transaction of the effect, so that two nodes whose clocks
/// differ, a recovered run and a second click do the work once.
/// </summary>
[NotAudited]
public sealed class JobRun
{
    public JobRun(Guid tenantId, string job, DateTimeOffset scheduledFor, DateTimeOffset startedAt)
    {
        TenantId = tenantId;
        Job = job;
        ScheduledFor = scheduledFor;
        StartedAt = startedAt;
    }

    private JobRun()
    {
    }

    /// <summary>Guid.Empty for host jobs.</summary>
    public Guid TenantId { get; private set; }

    public string Job { get; private set; } = string.Empty;

    public DateTimeOffset ScheduledFor { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset FinishedAt { get; private set; }

    public JobRunState State { get; private set; }

    public int Attempts { get; private set; }

    public string? Error { get; private set; }

    internal void Succeed(DateTimeOffset now)
    {
        (State, FinishedAt, Error) = (JobRunState.Succeeded, now, null);
        Attempts++;
    }

    internal void Fail(DateTimeOffset now, string error)
    {
        (State, FinishedAt, Error) = (JobRunState.Failed, now, error);
        Attempts++;
    }

    internal void StartAgain(DateTimeOffset now) => StartedAt = now;
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("platform_job_runs");
        run.HasKey(r => new { r.TenantId, r.Job, r.ScheduledFor });
        run.Property(r => r.Job).HasMaxLength(100);
        run.HasIndex(r => new { r.Job, r.ScheduledFor });
    }
}
