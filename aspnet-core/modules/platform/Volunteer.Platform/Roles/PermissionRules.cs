namespace Volunteer.Platform.Roles;

internal static class PermissionRules
{
    /// <summary>Whether the role brings the permission here: the community's decision, else the default.</summary>
    public static bool Has(string role, PermissionDefinition permission, IEnumerable<PermissionGrant> decisions) =>
        decisions.FirstOrDefault(grant => grant.Role == role && grant.Permission == permission.Name)?.IsGranted
            ?? permission.DefaultRoles.Contains(role, StringComparer.Ordinal);
}
