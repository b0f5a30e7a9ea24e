using Volunteer.Funds;
using Volunteer.Organizations;
using Volunteer.Platform;
using Volunteer.Volunteering;

namespace Volunteer;

/// <summary>The one list of modules, for the host, the migrator and the design-time tools.</summary>
public static class ModuleList
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new PlatformModule(),
        new OrganizationsModule(),
        new VolunteeringModule(),
        new FundsModule(),
    ];
}
