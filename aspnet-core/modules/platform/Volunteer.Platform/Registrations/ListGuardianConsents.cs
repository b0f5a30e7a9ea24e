using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Registrations;

/// <summary>Which parent or guardian agreed that a minor takes part, until when, and what was taken back.</summary>
internal static class ListGuardianConsents
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/people/{personId:guid}/guardian-consents", HandleAsync)
        .RequirePermission(PlatformPermissions.ManagePeople);

    private static async Task<Ok<Response>> HandleAsync(Guid personId, VolunteerDbContext db, PersonForm form, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
        var today = await form.TodayAsync(cancellationToken);
        var consents = await db.Set<Consent>().AsNoTracking()
            .Where(c => c.PersonId == personId && c.Kind == ConsentKind.Participation)
            .OrderByDescending(c => c.At).ThenBy(c => c.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            person.IsMinorOn(today),
            [.. consents.Select(c => new Item(
                c.Id,
                c.GuardianName,
                c.GuardianPhone is null ? null : Masking.Phone(c.GuardianPhone),
                c.At,
                c.ValidUntil,
                c.WithdrawnAt,
                c.WithdrawnAt is null && (c.ValidUntil is null || c.ValidUntil >= today)))]));
    }

    /// <param name="IsMinor">Under eighteen today: only then a consent is needed.</param>
    public sealed record Response(bool IsMinor, IReadOnlyList<Item> Items);

    /// <param name="ValidUntil">The last day on which it counts; null for as long as the person is a minor.</param>
    public sealed record Item(Guid Id, string? GuardianName, string? MaskedPhone, DateTimeOffset GivenAt, DateOnly? ValidUntil, DateTimeOffset? WithdrawnAt, bool IsInForce);
}
