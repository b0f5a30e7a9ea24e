using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

/// <summary>One's own passkeys.</summary>
internal static class ListPasskeys
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me/passkeys", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions());

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var items = await db.Set<Passkey>().AsNoTracking().Where(p => p.AccountId == user.AccountId).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .Select(p => new Item(p.Id, p.Name, p.CreatedAt, p.LastUsedAt)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(items));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
}
