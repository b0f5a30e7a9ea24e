using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Jobs;

/// <summary>Facts that no attempt could deliver. What they say is not shown: it belongs to the community.</summary>
internal static class ListDeadLetters
{
    private const int Most = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/dead-letters", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewJobs);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await db.Set<OutboxMessage>().AsNoTracking()
            .Where(m => m.DeliveredAt == null && m.DeadAt != null)
            .OrderByDescending(m => m.DeadAt)
            .Take(Most)
            .Select(m => new Item(
                m.Id,
                m.TenantId,
                db.Set<Tenant>().Where(t => t.Id == m.TenantId).Select(t => t.Name).FirstOrDefault(),
                m.Reaction,
                m.OccurredAt,
                m.DeadAt!.Value,
                m.Attempts,
                m.LastError))
            .ToListAsync(cancellationToken)));

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(
        Guid Id,
        Guid CommunityId,
        string? Community,
        string Reaction,
        DateTimeOffset OccurredAt,
        DateTimeOffset DeadAt,
        int Attempts,
        string? LastError);
}
