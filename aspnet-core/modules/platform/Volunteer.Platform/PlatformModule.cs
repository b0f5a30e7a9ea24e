using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Messages;
using Volunteer.Platform.People;
using Volunteer.Platform.Roles;
using Volunteer.Platform.Sessions;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform;

public sealed class PlatformModule : IModule
{
    public string Name => "platform";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<TenantDirectory>();
        services.AddScoped<ITenantDirectory>(provider => provider.GetRequiredService<TenantDirectory>());
        services.AddScoped<ICommunity>(provider => provider.GetRequiredService<TenantDirectory>());
        services.AddScoped<ICommunityDirectory>(provider => provider.GetRequiredService<TenantDirectory>());
        services.AddScoped<SessionReader>();
        services.AddSingleton<SessionCache>();
        services.AddScoped<IPeople, PeopleRegister>();
        services.AddScoped<IdNumberVault>();
        services.AddScoped<IRoleHolders, RoleHolders>();
        services.AddScoped<IGuardians, Guardians>();
        services.AddScoped<IOtherPlaces, OtherPlaces>();
        services.AddSingleton(LoadIndexKey(configuration));
        services.AddScoped<IMessageQueue, MessageQueue>();
        services.AddSingleton<ISessionRefresh>(provider => provider.GetRequiredService<SessionCache>());
        services.AddAccounts(configuration);
        services.AddTenants(configuration);
    }

    public void Define(DefinitionContext definitions) => definitions
        .Role(RoleNames.HostOperator, PermissionSide.Host, isPrivileged: true)
        .Role(RoleNames.StreetOfficer, PermissionSide.Street, isPrivileged: true)
        .Role(RoleNames.Secretary, PermissionSide.Tenant, isPrivileged: true)
        .Role(RoleNames.FundManager, PermissionSide.Tenant, isPrivileged: true)
        .Role(RoleNames.ClubLeader, PermissionSide.Tenant)
        .Role(RoleNames.Resident, PermissionSide.Tenant)
        .Permission(PlatformPermissions.ManageStreets, PermissionSide.Host, RoleNames.HostOperator)
        .Permission(PlatformPermissions.ViewJobs, PermissionSide.Host, RoleNames.HostOperator)
        .Permission(PlatformPermissions.RunJobs, PermissionSide.Host, RoleNames.HostOperator)
        .Permission(PlatformPermissions.ViewStreet, PermissionSide.Street, RoleNames.StreetOfficer)
        .Permission(PlatformPermissions.ManagePeople, PermissionSide.Tenant, RoleNames.Secretary)
        .Permission(PlatformPermissions.ViewPeople, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .Permission(PlatformPermissions.RevealPersonalData, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .FixedPermission(PlatformPermissions.ManageRoles, PermissionSide.Tenant, RoleNames.Secretary)
        .FixedPermission(PlatformPermissions.ManageSettings, PermissionSide.Tenant, RoleNames.Secretary)
        .FixedPermission(PlatformPermissions.ViewAudit, PermissionSide.Tenant, RoleNames.Secretary)
        .Permission(PlatformPermissions.InvitePeople, PermissionSide.Tenant, RoleNames.Secretary)
        .Permission(PlatformPermissions.ViewMessages, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .DefineAccounts()
        .DefineTenants();

    public void MapEndpoints(RouteGroupBuilder api)
    {
        api.MapAccounts();
        api.MapTenants();
    }

    private static IndexKey LoadIndexKey(IConfiguration configuration)
    {
        if (configuration["Security:IndexKey"] is { Length: > 0 } text)
        {
            return new IndexKey(Convert.FromBase64String(text));
        }

        // One process on one machine: the key lies beside the data. More hosts share the setting.
        var file = Path.Combine(configuration["Security:KeyFolder"] ?? ".data/keys", "index.key");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));
        }

        return new IndexKey(File.ReadAllBytes(file));
    }

    /// <summary>Finds out who is asking, and whether another site made them ask; before the access rules.</summary>
    public static void UseSessions(IApplicationBuilder app) => app
        .UseMiddleware<SessionMiddleware>()
        .UseMiddleware<AntiforgeryMiddleware>();
}
