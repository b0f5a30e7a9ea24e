using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Sessions;

/// <summary>Where one is signed in.</summary>
internal static class ListSessions
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me/sessions", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(HttpContext http, VolunteerDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var current = http.Features.Get<UserSession>()!;
        var now = clock.GetUtcNow();
        var items = await db.Set<Session>().AsNoTracking()
            .Where(s => s.AccountId == current.AccountId && s.RevokedAt == null && s.ExpiresAt > now)
            .OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.Id)
            .Select(s => new Item(s.Id, s.Device, s.IsBearer, s.CreatedAt, s.LastSeenAt, s.Id == current.SessionId))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(items));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(Guid Id, string? Device, bool IsBearer, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool IsCurrent);
}
