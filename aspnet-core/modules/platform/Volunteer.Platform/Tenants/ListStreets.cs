using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Tenants;

/// <summary>All street offices, for the operator.</summary>
internal static class ListStreets
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/streets", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageStreets);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new Response(await db.Set<Street>().OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new Item(
                s.Id,
                s.Code,
                s.Name,
                s.NameEn,
                s.Phone,
                db.Set<Tenant>().Count(t => t.StreetId == s.Id),
                db.Set<Membership>().Count(m => m.StreetId == s.Id && m.State == MembershipState.Active)))
            .ToListAsync(cancellationToken)));

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(Guid Id, string Code, string Name, string NameEn, string Phone, int Communities, int Officers);
}
