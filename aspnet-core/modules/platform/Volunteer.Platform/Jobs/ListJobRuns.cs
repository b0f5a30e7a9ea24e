using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Jobs;

/// <summary>One job's runs, newest first, community by community.</summary>
internal static class ListJobRuns
{
    private const int LargestPage = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/jobs/{name}/runs", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewJobs);

    private static async Task<Ok<Response>> HandleAsync(
        string name,
        VolunteerDbContext db,
        JobRunner runner,
        CancellationToken cancellationToken,
        JobRunState? state = null,
        int page = 1,
        int pageSize = 50)
    {
        var job = JobRules.Find(runner, name);
        var size = Math.Clamp(pageSize, 1, LargestPage);
        var runs = db.Set<JobRun>().AsNoTracking().Where(run => run.Job == job.Name && (state == null || run.State == state));
        var total = await runs.CountAsync(cancellationToken);
        var rows = await runs.OrderByDescending(run => run.ScheduledFor).ThenBy(run => run.TenantId).Skip(Paging.Skip(page, size)).Take(size).ToListAsync(cancellationToken);
        var ids = rows.Select(run => run.TenantId).Distinct().ToList();
        var communities = await db.Set<Tenant>().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, cancellationToken);
        return TypedResults.Ok(new Response(
            [.. rows.Select(run => new Item(
                run.TenantId == Guid.Empty ? null : run.TenantId,
                communities.GetValueOrDefault(run.TenantId),
                run.ScheduledFor,
                run.StartedAt,
                run.FinishedAt,
                (run.FinishedAt - run.StartedAt).TotalSeconds,
                run.State,
                run.Attempts,
                run.Error))],
            total));
    }

    public sealed record Response(IReadOnlyList<Item> Items, int Total);

    /// <param name="Error">A refusal's code or the type of the failure; details are in the log.</param>
    public sealed record Item(
        Guid? CommunityId,
        string? Community,
        DateTimeOffset ScheduledFor,
        DateTimeOffset StartedAt,
        DateTimeOffset FinishedAt,
        double Seconds,
        JobRunState State,
        int Attempts,
        string? Error);
}
