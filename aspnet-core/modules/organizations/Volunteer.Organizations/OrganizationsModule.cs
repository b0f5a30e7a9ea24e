using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Organizations.Clubs;
using Volunteer.Organizations.Members;
using Volunteer.Organizations.Rosters;
using Volunteer.Platform;

namespace Volunteer.Organizations;

public sealed class OrganizationsModule : IModule
{
    public string Name => "organizations";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<LocalCalendar>();
        services.AddScoped<ClubDirectory>();
        services.AddScoped<IClubs>(provider => provider.GetRequiredService<ClubDirectory>());
        services.AddScoped<IRoleSource>(provider => provider.GetRequiredService<ClubDirectory>());
        services.AddScoped<ClubAuthority>();
        services.AddScoped<IClubScope>(provider => provider.GetRequiredService<ClubAuthority>());
        services.AddScoped<IPersonalDataSource, MembershipsOfPerson>();
        services.AddScoped<ClubReview>();
        services.AddScoped<Newcomers>();
        services.AddScoped<Posts>();
        services.AddScoped<RosterVault>();
        services.AddScoped<RosterMatching>();
        services.AddScoped<RosterWriter>();
        services.AddScoped<StoredPreviews>();
        services.AddScoped<ISeeder, ClubSeeder>();
        services.AddTenantJob<ClearRosterPreviews>(ClearRosterPreviews.Name, ClearRosterPreviews.Cron);
        services.AddReaction<PersonDeparted, EndMembershipsOfDeparted>();
        services.AddReaction<PersonErased, ForgetErased>();
    }

    public void Define(DefinitionContext definitions) => definitions
        .Permission(OrganizationsPermissions.ViewClubs, PermissionSide.Tenant, RoleNames.Resident)
        .Permission(OrganizationsPermissions.ApplyForClub, PermissionSide.Tenant, RoleNames.Resident)
        .Permission(OrganizationsPermissions.ManageClub, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .Permission(OrganizationsPermissions.ManageAllClubs, PermissionSide.Tenant, RoleNames.Secretary)
        .Permission(OrganizationsPermissions.ReviewClubs, PermissionSide.Tenant, RoleNames.Secretary);

    public void MapEndpoints(RouteGroupBuilder api)
    {
        ApplyForClub.Map(api);
        ResubmitClub.Map(api);
        ListClubs.Map(api);
        GetClub.Map(api);
        ChangeClub.Map(api);
        ReturnClub.Map(api);
        ApproveClub.Map(api);
        ActivateClub.Map(api);
        PauseClub.Map(api);
        ResumeClub.Map(api);
        DissolveClub.Map(api);

        ListMembers.Map(api);
        AddMember.Map(api);
        RemoveMember.Map(api);
        LeaveClub.Map(api);
        ChangePost.Map(api);
        HandOverClub.Map(api);

        PreviewRoster.Map(api);
        GetRosterPreview.Map(api);
        DiscardRosterPreview.Map(api);
        CommitRoster.Map(api);
        GetRosterTemplate.Map(api);
    }
}
