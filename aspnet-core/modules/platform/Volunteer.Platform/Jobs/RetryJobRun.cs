using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Jobs;

/// <summary>Tries a failed run again, for the one community and instant it failed for.</summary>
internal static class RetryJobRun
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/jobs/{name}/retries", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(PlatformPermissions.RunJobs);

    private static async Task<Ok<Response>> HandleAsync(string name, Request request, VolunteerDbContext db, JobRunner runner, CancellationToken cancellationToken)
    {
        var job = JobRules.Find(runner, name);
        var community = request.CommunityId ?? Guid.Empty;
        var run = await db.Set<JobRun>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.TenantId == community && r.Job == job.Name && r.ScheduledFor == request.ScheduledFor, cancellationToken)
            ?? throw new NotFoundException();
        return run.State == JobRunState.Failed
            ? TypedResults.Ok(new Response(await runner.RetryAsync(job.Name, community, request.ScheduledFor, cancellationToken)))
            : throw new BusinessException(PlatformErrors.JobNotFailed);
    }

    /// <param name="CommunityId">Null for a job of the platform.</param>
    public sealed record Request(DateTimeOffset ScheduledFor, Guid? CommunityId = null);

    public sealed record Response(bool Succeeded);
}
