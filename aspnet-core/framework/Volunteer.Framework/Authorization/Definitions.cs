namespace Volunteer;

/// <summary>Where a permission makes sense: inside one community, at a street office, or on the platform's host side.</summary>
public enum PermissionSide
{
    Tenant,
    Street,
    Host,
}

/// <param name="Name"><c>Group.Action</c>, e.g. <c>Volunteering.SignUp</c>.</param>
/// <param name="DefaultRoles">Roles that have it unless a community decides otherwise.</param>
/// <param name="Delegable">Whether a community may grant it to other roles.</param>
public sealed record PermissionDefinition(string Name, PermissionSide Side, IReadOnlyList<string> DefaultRoles, bool Delegable = true);

/// <summary>A switch per community, e.g. <c>Volunteering.OpenRegistration</c>.</summary>
public sealed record FeatureDefinition(string Name, bool Default);

/// <summary>A value per community with a default; stored as text.</summary>
public sealed record SettingDefinition(string Name, string Default, Func<string, bool> IsValid);

/// <summary>Everything the modules define, collected once at start.</summary>
public sealed class DefinitionContext
{
    private readonly Dictionary<string, PermissionDefinition> _permissions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FeatureDefinition> _features = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SettingDefinition> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RoleDefinition> _roles = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, PermissionDefinition> Permissions => _permissions;

    public IReadOnlyDictionary<string, FeatureDefinition> Features => _features;

    public IReadOnlyDictionary<string, SettingDefinition> Settings => _settings;

    public IReadOnlyDictionary<string, RoleDefinition> Roles => _roles;

    public DefinitionContext Role(string name, PermissionSide side, bool isPrivileged = false)
    {
        _roles.Add(name, new RoleDefinition(name, side, isPrivileged));
        return this;
    }

    public DefinitionContext Permission(string name, PermissionSide side, params string[] defaultRoles)
    {
        _permissions.Add(name, new PermissionDefinition(name, side, defaultRoles));
        return this;
    }

    /// <summary>A permission whose roles no community can change, e.g. because it decides over permissions.</summary>
    public DefinitionContext FixedPermission(string name, PermissionSide side, params string[] defaultRoles)
    {
        _permissions.Add(name, new PermissionDefinition(name, side, defaultRoles, Delegable: false));
        return this;
    }

    public DefinitionContext Feature(string name, bool byDefault)
    {
        _features.Add(name, new FeatureDefinition(name, byDefault));
        return this;
    }

    public DefinitionContext Setting(string name, string byDefault, Func<string, bool> isValid)
    {
        _settings.Add(name, new SettingDefinition(name, byDefault, isValid));
        return this;
    }

    public DefinitionContext IntegerSetting(string name, int byDefault, int min, int max) => Setting(
        name,
        byDefault.ToString(System.Globalization.CultureInfo.InvariantCulture),
        text => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max);
}

/// <param name="IsPrivileged">Needs a second factor and a short idle time.</param>
public sealed record RoleDefinition(string Name, PermissionSide Side, bool IsPrivileged);

/// <summary>Names of the roles that the product ships with.</summary>
public static class RoleNames
{
    public const string HostOperator = "host-operator";
    public const string StreetOfficer = "street-officer";
    public const string Secretary = "secretary";
    public const string FundManager = "fund-manager";
    public const string ClubLeader = "club-leader";
    public const string Resident = "resident";
}

/// <summary>Reads the community's settings and features; the platform module keeps them.</summary>
public interface ISettings
{
    Task<string> GetAsync(string name, CancellationToken cancellationToken);

    Task<int> GetIntegerAsync(string name, CancellationToken cancellationToken);

    Task<bool> IsOnAsync(string feature, CancellationToken cancellationToken);
}
