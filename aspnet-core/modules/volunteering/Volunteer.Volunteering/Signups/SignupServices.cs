using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Volunteer.Volunteering.Signups;

/// <summary>Sign-up, waitlist, offers, reminders.</summary>
internal static class SignupServices
{
    public static void Add(IServiceCollection services) => services.AddScoped<SignupChanges>();

    public static void Map(RouteGroupBuilder api) => ArgumentNullException.ThrowIfNull(api);
}
