using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Jobs;

/// <summary>Gives a fact a new set of attempts, once its cause has been dealt with.</summary>
internal static class RetryDeadLetter
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/dead-letters/{messageId:guid}/retry", HandleAsync)
        .RequirePermission(PlatformPermissions.RunJobs);

    private static async Task<NoContent> HandleAsync(Guid messageId, VolunteerDbContext db, OutboxSignal signal, AuditTrail audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var revived = await db.Set<OutboxMessage>()
            .Where(m => m.Id == messageId && m.DeliveredAt == null && m.DeadAt != null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.DeadAt, (DateTimeOffset?)null).SetProperty(m => m.Attempts, 0).SetProperty(m => m.NextAttemptAt, now),
                cancellationToken);
        if (revived == 0)
        {
            throw new NotFoundException();
        }

        db.Add(audit.Note(nameof(OutboxMessage), messageId, "Retried"));
        await db.SaveChangesAsync(cancellationToken);
        signal.Wake();
        return TypedResults.NoContent();
    }
}
