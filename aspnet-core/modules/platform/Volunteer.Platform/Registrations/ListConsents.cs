using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Registrations;

/// <summary>What one has agreed to in this community.</summary>
internal static class ListConsents
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me/consents", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var items = await db.Set<Consent>().AsNoTracking()
            .Where(c => c.PersonId == personId)
            .OrderByDescending(c => c.At).ThenBy(c => c.Id)
            .Select(c => new Item(c.Kind, c.Version, c.Basis, c.At, c.ValidUntil, c.WithdrawnAt, c.GuardianName))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(items));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(ConsentKind Kind, string Version, ConsentBasis Basis, DateTimeOffset At, DateOnly? ValidUntil, DateTimeOffset? WithdrawnAt, string? GuardianName);
}
