using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Jobs;

/// <summary>Every job of the product: when it ran, how long, when it runs next, and what failed within a week.</summary>
internal static class ListJobs
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/jobs", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewJobs);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, JobRunner runner, JobSchedule schedule, TimeProvider clock, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Week;
        var failures = await db.Set<JobRun>()
            .Where(run => run.State == JobRunState.Failed && run.FinishedAt >= since)
            .GroupBy(run => run.Job)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, StringComparer.Ordinal, cancellationToken);
        var items = new List<Item>();
        foreach (var job in runner.Definitions.OrderBy(job => job.Name, StringComparer.Ordinal))
        {
            items.Add(new Item(
                job.Name,
                job.Cron,
                job.PerTenant,
                await LastAsync(db, job.Name, cancellationToken),
                await schedule.NextAsync(job, cancellationToken),
                failures.GetValueOrDefault(job.Name)));
        }

        return TypedResults.Ok(new Response(items));
    }

    private static async Task<Last?> LastAsync(VolunteerDbContext db, string job, CancellationToken cancellationToken)
    {
        var instant = await db.Set<JobRun>().Where(run => run.Job == job).OrderByDescending(run => run.ScheduledFor)
            .Select(run => (DateTimeOffset?)run.ScheduledFor).FirstOrDefaultAsync(cancellationToken);
        if (instant is not { } scheduledFor)
        {
            return null;
        }

        var runs = await db.Set<JobRun>().Where(run => run.Job == job && run.ScheduledFor == scheduledFor)
            .Select(run => new { run.StartedAt, run.FinishedAt, run.State })
            .ToListAsync(cancellationToken);
        var (started, finished) = (runs.Min(run => run.StartedAt), runs.Max(run => run.FinishedAt));
        return new Last(scheduledFor, started, finished, (finished - started).TotalSeconds, runs.Count, runs.Count(run => run.State == JobRunState.Failed));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="PerCommunity">Runs once for each community, which may fail one by one.</param>
    public sealed record Item(string Name, string Cron, bool PerCommunity, Last? LastRun, DateTimeOffset? NextRun, int FailuresOfWeek);

    /// <param name="Runs">How many communities it ran for (one, for a job of the platform).</param>
    public sealed record Last(DateTimeOffset ScheduledFor, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, double Seconds, int Runs, int Failed);
}
