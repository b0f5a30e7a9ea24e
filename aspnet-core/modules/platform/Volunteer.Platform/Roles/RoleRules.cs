namespace Volunteer.Platform.Roles;

internal static class RoleRules
{
    /// <summary>Roles of a community that somebody grants. Being a resident follows from belonging, leading a club from the post.</summary>
    public static bool IsGrantable(RoleDefinition role) =>
        role.Side == PermissionSide.Tenant && role.Name is not (RoleNames.Resident or RoleNames.ClubLeader);

    /// <summary>The community's role of that name; refuses names that do not exist here.</summary>
    public static RoleDefinition OfTenant(DefinitionContext definitions, string name) =>
        definitions.Roles.TryGetValue(name, out var role) && role.Side == PermissionSide.Tenant
            ? role
            : throw new InvalidRequestException("role", PlatformErrors.RoleUnknown);
}
