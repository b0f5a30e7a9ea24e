using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Audit;
using Volunteer.Platform.Jobs;
using Volunteer.Platform.Messages;
using Volunteer.Platform.People;
using Volunteer.Platform.PersonalData;
using Volunteer.Platform.Roles;
using Volunteer.Platform.Seeding;
using Volunteer.Platform.Settings;
using Volunteer.Text;

namespace Volunteer.Platform.Tenants;

/// <summary>Streets, communities and everything a community is administered by.</summary>
internal static class TenantsServices
{
    private const int LongestSignature = 200;

    /// <summary>02:40 in China.</summary>
    private const string EveryNight = "0 40 18 * * ?";

    public static IServiceCollection AddTenants(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CommunityFounding>();
        services.AddScoped<CommunityCards>();
        services.AddScoped<PersonForm>();
        services.AddScoped<Departures>();
        services.AddScoped<SecretaryGuard>();
        services.AddSingleton<SettingsCache>();
        services.AddScoped<ISettings, CommunitySettings>();
        services.AddMessages(configuration);
        services.AddScoped<JobSchedule>();
        services.AddHostJob<CleanUp>(CleanUp.Name, EveryNight);
        services.AddTenantJob<CleanMessages>(CleanMessages.Name, EveryNight);
        services.AddScoped<Erasing>();
        services.AddScoped<IPersonalDataSource, PlatformPersonalData>();
        services.AddScoped<ISeeder, PlatformSeeder>();
        return services;
    }

    private static void AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<MessageSignal>();
        services.AddSingleton<MessageInterceptor>();
        services.ConfigureDbContext<VolunteerDbContext>((provider, options) => options.AddInterceptors(provider.GetRequiredService<MessageInterceptor>()));
        services.AddSingleton<MailLayout>();
        services.AddSingleton<MessageDelivery>();
        services.AddScoped<VisibleMessages>();
        if (configuration.GetValue("Jobs:Enabled", defaultValue: true))
        {
            services.AddHostedService<MessagePump>();
        }
    }

    public static DefinitionContext DefineTenants(this DefinitionContext definitions) => definitions
        .Permission(PlatformPermissions.ManageCommunities, PermissionSide.Host, RoleNames.HostOperator)
        .Permission(PlatformPermissions.ManageStreetCommunities, PermissionSide.Street, RoleNames.StreetOfficer)
        .FixedPermission(PlatformPermissions.DecideErasure, PermissionSide.Tenant, RoleNames.Secretary)
        .Setting(PlatformSettings.MailSignature, string.Empty, text => text.Length <= LongestSignature && TextRules.Check(text) is null);

    public static RouteGroupBuilder MapTenants(this RouteGroupBuilder api)
    {
        ListStreets.Map(api);
        CreateStreet.Map(api);
        InviteStreetOfficer.Map(api);
        ListCommunities.Map(api);
        CreateCommunity.Map(api);
        DeactivateCommunity.Map(api);
        ReactivateCommunity.Map(api);
        ListStreetCommunities.Map(api);
        CreateStreetCommunity.Map(api);

        ListPeople.Map(api);
        GetPerson.Map(api);
        CreatePerson.Map(api);
        UpdatePerson.Map(api);
        RevealPerson.Map(api);
        RecordDeparture.Map(api);
        RecordReturn.Map(api);

        ListRoles.Map(api);
        ListRoleHolders.Map(api);
        GrantRole.Map(api);
        RevokeRole.Map(api);
        ListPermissions.Map(api);
        ChangePermissions.Map(api);

        ListSettings.Map(api);
        ChangeSettings.Map(api);
        ListFeatures.Map(api);
        ChangeFeatures.Map(api);

        ListMessages.Map(api);
        GetCallList.Map(api);
        MarkMessageCalled.Map(api);

        ListJobs.Map(api);
        ListJobRuns.Map(api);
        RunJobNow.Map(api);
        RetryJobRun.Map(api);
        ListDeadLetters.Map(api);
        RetryDeadLetter.Map(api);

        ListAudit.Map(api);

        ExportMyData.Map(api);
        AskForErasure.Map(api);
        RecordErasureRequest.Map(api);
        ListErasureRequests.Map(api);
        ExecuteErasure.Map(api);
        RefuseErasure.Map(api);
        return api;
    }
}
