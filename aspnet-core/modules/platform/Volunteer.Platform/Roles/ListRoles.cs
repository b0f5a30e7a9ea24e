using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Roles;

/// <summary>The community's roles and what each may do here.</summary>
internal static class ListRoles
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/roles", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageRoles);

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, DefinitionContext definitions, CancellationToken cancellationToken)
    {
        var changes = await db.Set<PermissionGrant>().AsNoTracking().ToListAsync(cancellationToken);
        var permissions = definitions.Permissions.Values.Where(p => p.Side == PermissionSide.Tenant).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new Response(
        [
            .. definitions.Roles.Values.Where(role => role.Side == PermissionSide.Tenant).Select(role => new Item(
                role.Name,
                role.IsPrivileged,
                RoleRules.IsGrantable(role),
                [.. permissions.Where(p => PermissionRules.Has(role.Name, p, changes)).Select(p => p.Name)])),
        ]));
    }

    public sealed record Response(IReadOnlyList<Item> Items);

    /// <param name="NeedsSecondFactor">Who has the role signs in with a second factor.</param>
    /// <param name="Grantable">Whether it is granted by hand; other roles follow from posts or from belonging.</param>
    public sealed record Item(string Name, bool NeedsSecondFactor, bool Grantable, IReadOnlyList<string> Permissions);
}
