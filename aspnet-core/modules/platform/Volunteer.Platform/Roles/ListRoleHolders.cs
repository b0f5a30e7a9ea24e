using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Roles;

/// <summary>Who has been granted which role, with terms that are over marked as such.</summary>
internal static class ListRoleHolders
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/role-holders", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageRoles);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, ICurrentTenant tenant, IPeople people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var memberships = await db.Set<Membership>().AsNoTracking()
            .Where(m => m.TenantId == tenant.Id && m.State == MembershipState.Active && m.PersonId != null && m.Roles.Any())
            .ToListAsync(cancellationToken);
        var cards = await people.FindAsync([.. memberships.Select(m => m.PersonId!.Value)], cancellationToken);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Response(
        [
            .. memberships
                .SelectMany(m => m.Roles.Select(role => (Person: cards[m.PersonId!.Value], Role: role)))
                .OrderBy(holder => holder.Role.Role, StringComparer.Ordinal).ThenBy(holder => holder.Person.Name, StringComparer.Ordinal)
                .Select(holder => new Item(holder.Person.Id, holder.Person.Name, holder.Person.MaskedPhone, holder.Role.Role, holder.Role.Until, holder.Role.Until <= now)),
        ]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(Guid PersonId, string Name, string? MaskedPhone, string Role, DateTimeOffset? Until, bool IsOver);
}
