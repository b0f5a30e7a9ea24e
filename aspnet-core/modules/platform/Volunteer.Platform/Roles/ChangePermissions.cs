using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Roles;

/// <summary>The community's own decisions about what its roles may do; all of the list or none.</summary>
internal static class ChangePermissions
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/permissions", HandleAsync)
        .RequirePermission(PlatformPermissions.ManageRoles);

    private static async Task<NoContent> HandleAsync(
        Request request,
        VolunteerDbContext db,
        DefinitionContext definitions,
        ICurrentTenant tenant,
        SessionCache sessions,
        CancellationToken cancellationToken)
    {
        var decisions = await db.Set<PermissionGrant>().ToListAsync(cancellationToken);
        foreach (var change in request.Changes)
        {
            var permission = Check(change, definitions);
            var earlier = decisions.SingleOrDefault(grant => grant.Role == change.Role && grant.Permission == change.Permission);
            if (earlier is not null)
            {
                db.Remove(earlier);
            }

            // What equals the default is no decision: it follows the product when the default changes.
            if (change.IsGranted is { } isGranted && isGranted != permission.DefaultRoles.Contains(change.Role, StringComparer.Ordinal))
            {
                db.Add(new PermissionGrant(change.Role, change.Permission, isGranted));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        sessions.ForgetTenant(tenant.Id!.Value);
        return TypedResults.NoContent();
    }

    private static PermissionDefinition Check(Change change, DefinitionContext definitions)
    {
        RoleRules.OfTenant(definitions, change.Role);
        if (!definitions.Permissions.TryGetValue(change.Permission, out var permission) || permission.Side != PermissionSide.Tenant)
        {
            throw new InvalidRequestException("permission", PlatformErrors.PermissionUnknown);
        }

        if (!permission.Delegable)
        {
            throw new BusinessException(PlatformErrors.PermissionFixed).With("permission", permission.Name);
        }

        if (change is { Role: RoleNames.Resident, IsGranted: true } && !permission.DefaultRoles.Contains(RoleNames.Resident, StringComparer.Ordinal))
        {
            throw new BusinessException(PlatformErrors.NotForEveryone).With("permission", permission.Name);
        }

        return permission;
    }

    public sealed record Request(IReadOnlyList<Change> Changes);

    /// <param name="IsGranted">Null goes back to the default.</param>
    public sealed record Change(string Role, string Permission, bool? IsGranted = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(r => r.Changes).Must(changes => changes.Count is > 0 and <= 500
                && changes.All(change => change is not null)
                && changes.DistinctBy(change => (change.Role, change.Permission)).Count() == changes.Count);
        }
    }
}
