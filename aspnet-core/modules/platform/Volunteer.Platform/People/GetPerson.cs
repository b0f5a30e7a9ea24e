using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.People;

/// <summary>One person of the register, with the roles granted by hand.</summary>
internal static class GetPerson
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/people/{personId:guid}", HandleAsync)
        .RequirePermission(PlatformPermissions.ViewPeople);

    private static async Task<Ok<Response>> HandleAsync(Guid personId, VolunteerDbContext db, ICurrentTenant tenant, TimeProvider clock, CancellationToken cancellationToken)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) ?? throw new NotFoundException();
        var membership = await db.Set<Membership>().AsNoTracking()
            .SingleOrDefaultAsync(m => m.TenantId == tenant.Id && m.PersonId == personId && m.State == MembershipState.Active, cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Response(
            PersonDetails.Of(person),
            membership is not null,
            [.. (membership?.Roles ?? []).Where(role => role.Until is null || role.Until > now).OrderBy(role => role.Role, StringComparer.Ordinal).Select(role => new Role(role.Role, role.Until))]));
    }

    /// <param name="CanSignIn">Whether the person has an account with a place in this community.</param>
    public sealed record Response(PersonDetails Person, bool CanSignIn, IReadOnlyList<Role> Roles);

    public sealed record Role(string Name, DateTimeOffset? Until);
}
