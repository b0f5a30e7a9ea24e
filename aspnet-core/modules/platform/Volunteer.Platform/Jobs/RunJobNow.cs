using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Platform.Jobs;

/// <summary>Runs a job now, apart from its schedule. Jobs are safe to run twice, so a second click does no harm.</summary>
internal static class RunJobNow
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/jobs/{name}/runs", HandleAsync)
        .WithMetadata(new NotIdempotent())
        .RequirePermission(PlatformPermissions.RunJobs);

    private static async Task<Ok<Response>> HandleAsync(
        string name,
        VolunteerDbContext db,
        JobRunner runner,
        JobSchedule schedule,
        AuditTrail audit,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var job = JobRules.Find(runner, name);
        var now = clock.GetUtcNow();
        db.Add(audit.Note("Job", thingId: null, "RunNow", new Dictionary<string, object?>(StringComparer.Ordinal) { ["job"] = job.Name }));
        await db.SaveChangesAsync(cancellationToken);
        if (await schedule.TriggerAsync(job, cancellationToken))
        {
            return TypedResults.Ok(new Response(HasRun: false, 0));
        }

        return TypedResults.Ok(new Response(HasRun: true, await runner.RunAsync(job.Name, now, cancellationToken)));
    }

    /// <param name="HasRun">False when the scheduler has taken it over; the list of runs shows the outcome.</param>
    public sealed record Response(bool HasRun, int Failed);
}
