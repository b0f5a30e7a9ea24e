using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Volunteering.Duties;

/// <summary>Duties, shifts, places and skills.</summary>
internal static class DutyServices
{
    public static void Add(IServiceCollection services) => services.AddScoped<ClubScope>();

    public static void Map(RouteGroupBuilder api) => ArgumentNullException.ThrowIfNull(api);
}
