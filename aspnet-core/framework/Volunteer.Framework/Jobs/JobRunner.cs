using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Volunteer;

/// <summary>Runs a job for one instant. The scheduler only wakes it; the run key makes it count once.</summary>
public sealed partial class JobRunner(
    IServiceScopeFactory scopes,
    IEnumerable<JobDefinition> definitions,
    ICurrentTenant tenant,
    TimeProvider clock,
    ILogger<JobRunner> logger)
{
    private readonly Dictionary<string, JobDefinition> _definitions = definitions.ToDictionary(job => job.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<JobDefinition> Definitions => _definitions.Values;

    /// <summary>Runs the job for every active community (or once, for a host job). One failing community does not stop the others.</summary>
    /// <returns>How many runs failed.</returns>
    public async Task<int> RunAsync(string name, DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var job = _definitions[name];
        var failed = 0;
        var tenants = await TenantsAsync(job, cancellationToken);
        if (job.PerTenant && typeof(IDueJob).IsAssignableFrom(job.Handler))
        {
            var idle = await IdleAsync(job, tenants, cancellationToken);
            await RecordAsync(job, idle, scheduledFor, cancellationToken);
            tenants = [.. tenants.Except(idle)];
        }

        foreach (var tenantId in tenants)
        {
            failed += await RunForAsync(job, tenantId, scheduledFor, cancellationToken) ? 0 : 1;
        }

        return failed;
    }

    /// <summary>Runs one community's part again, or a host job (<see cref="Guid.Empty"/>). A run that succeeded stays as it is.</summary>
    public Task<bool> RetryAsync(string name, Guid tenantId, DateTimeOffset scheduledFor, CancellationToken cancellationToken) =>
        RunForAsync(_definitions[name], tenantId, scheduledFor, cancellationToken);

    private async Task<IReadOnlyList<Guid>> TenantsAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        if (!job.PerTenant)
        {
            return [Guid.Empty];
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITenantDirectory>().ActiveAsync(cancellationToken);
    }

    /// <summary>The communities that have nothing to do, looked at one after the other in one scope.</summary>
    private async Task<List<Guid>> IdleAsync(JobDefinition job, IReadOnlyList<Guid> tenants, CancellationToken cancellationToken)
    {
        var idle = new List<Guid>();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        foreach (var tenantId in tenants)
        {
            using var entered = tenant.Change(tenantId);
            await db.Database.OpenConnectionAsync(cancellationToken);
            try
            {
                if (!await ((IDueJob)scope.ServiceProvider.GetRequiredService(job.Handler)).IsDueAsync(cancellationToken))
                {
                    idle.Add(tenantId);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // The run itself meets the same trouble, and reports it.
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }

        return idle;
    }

    /// <summary>A key that another node, or an earlier run, has written stands as it is.</summary>
    private async Task RecordAsync(JobDefinition job, List<Guid> idle, DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        if (idle.Count == 0)
        {
            return;
        }

        using var entered = tenant.Change(null);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var known = await db.Set<JobRun>().Where(run => run.Job == job.Name && run.ScheduledFor == scheduledFor).Select(run => run.TenantId).ToHashSetAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var runs = idle.Where(tenantId => !known.Contains(tenantId)).Select(tenantId =>
        {
            var run = new JobRun(tenantId, job.Name, scheduledFor, now);
            run.Succeed(now);
            return run;
        }).ToList();
        try
        {
            await db.InTransactionAsync(
                async () =>
                {
                    var batch = new StatementBatch(db);
                    batch.Insert(tenant, runs);
                    await batch.SendAsync(cancellationToken);
                },
                cancellationToken);
        }
        catch (DbException exception) when (DatabaseFaults.IsUniqueViolation(exception))
        {
            // Another node found the same a moment earlier and has recorded it.
        }
    }

    private async Task<bool> RunForAsync(JobDefinition job, Guid tenantId, DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        using var entered = tenant.Change(tenantId == Guid.Empty ? null : tenantId);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
            scope.ServiceProvider.GetRequiredService<AuditTrail>().Actor = job.Name;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var run = await TakeKeyAsync(db, job.Name, tenantId, scheduledFor, cancellationToken);
            if (run is null)
            {
                return true;
            }

            await ((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.Handler)).RunAsync(scheduledFor, cancellationToken);

            // A job may clear the tracker between chunks; the key's row must be written all the same.
            if (db.Entry(run).State == EntityState.Detached)
            {
                db.Attach(run);
            }

            run.Succeed(clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            db.AfterCommit();
            return true;
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception) && exception.Entries.Any(entry => entry.Entity is JobRun))
        {
            // Another node took the same key a moment earlier.
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(exception, job.Name, tenantId, scheduledFor);
            await RecordFailureAsync(job.Name, tenantId, scheduledFor, exception, cancellationToken);
            return false;
        }
    }

    private async Task<JobRun?> TakeKeyAsync(VolunteerDbContext db, string job, Guid tenantId, DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var earlier = await db.Set<JobRun>().SingleOrDefaultAsync(run => run.TenantId == tenantId && run.Job == job && run.ScheduledFor == scheduledFor, cancellationToken);
        if (earlier is { State: JobRunState.Succeeded })
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (earlier is not null)
        {
            earlier.StartAgain(now);
            return earlier;
        }

        var run = new JobRun(tenantId, job, scheduledFor, now);
        db.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        return run;
    }

    private async Task RecordFailureAsync(string job, Guid tenantId, DateTimeOffset scheduledFor, Exception exception, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<VolunteerDbContext>();
        var now = clock.GetUtcNow();
        var run = await db.Set<JobRun>().SingleOrDefaultAsync(r => r.TenantId == tenantId && r.Job == job && r.ScheduledFor == scheduledFor, cancellationToken);
        if (run is null)
        {
            run = new JobRun(tenantId, job, scheduledFor, now);
            db.Add(run);
        }
        else if (run.State == JobRunState.Succeeded)
        {
            return;
        }

        run.Fail(now, exception is BusinessException refusal ? refusal.Code : exception.GetType().Name);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException update) when (DatabaseFaults.IsUniqueViolation(update))
        {
            // Another node wrote its own outcome for this key; that one stands.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} of {TenantId} for {ScheduledFor} failed")]
    private partial void LogFailure(Exception exception, string job, Guid tenantId, DateTimeOffset scheduledFor);
}
