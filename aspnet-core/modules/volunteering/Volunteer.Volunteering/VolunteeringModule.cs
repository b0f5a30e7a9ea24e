using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering;

public sealed class VolunteeringModule : IModule
{
    public string Name => "volunteering";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        DutyServices.Add(services);
        SignupServices.Add(services);
        AttendanceServices.Add(services);
    }

    public void Define(DefinitionContext definitions) => AttendanceSettings.Define(SignupSettings.Define(definitions))
        .Permission(VolunteeringPermissions.SignUp, PermissionSide.Tenant, RoleNames.Resident)
        .Permission(VolunteeringPermissions.ManageDuties, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .Permission(VolunteeringPermissions.TakeAttendance, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .Permission(VolunteeringPermissions.ApproveHours, PermissionSide.Tenant, RoleNames.Secretary, RoleNames.ClubLeader)
        .Permission(VolunteeringPermissions.ManageCatalogue, PermissionSide.Tenant, RoleNames.Secretary)
        .IntegerSetting(VolunteeringSettings.HorizonDays, byDefault: 56, min: 7, max: 180);

    public void MapEndpoints(RouteGroupBuilder api)
    {
        DutyServices.Map(api);
        SignupServices.Map(api);
        AttendanceServices.Map(api);
    }
}
