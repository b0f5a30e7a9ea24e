using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Roles;

/// <summary>Every permission of a community against every role: the default and the community's own decision.</summary>
internal static class ListPermissions
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/permissions", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageRoles);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, DefinitionContext definitions, CancellationToken cancellationToken)
    {
        var decisions = await db.Set<PermissionGrant>().AsNoTracking().ToListAsync(cancellationToken);
        var roles = definitions.Roles.Values.Where(role => role.Side == PermissionSide.Tenant).ToList();
        return TypedResults.Ok(new Response(
        [
            .. definitions.Permissions.Values.Where(p => p.Side == PermissionSide.Tenant).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new Item(
                p.Name,
                p.Delegable,
                [
                    .. roles.Select(role => new Cell(
                        role.Name,
                        PermissionRules.Has(role.Name, p, decisions),
                        p.DefaultRoles.Contains(role.Name, StringComparer.Ordinal))),
                ])),
        ]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    public sealed record Item(string Name, bool Changeable, IReadOnlyList<Cell> Roles);

    public sealed record Cell(string Role, bool IsGranted, bool ByDefault);
}
