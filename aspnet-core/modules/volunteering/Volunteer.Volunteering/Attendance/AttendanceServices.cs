using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Check-in, roll-call, hours.</summary>
internal static class AttendanceServices
{
    public static void Add(IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);

    public static void Map(RouteGroupBuilder api) => ArgumentNullException.ThrowIfNull(api);
}
