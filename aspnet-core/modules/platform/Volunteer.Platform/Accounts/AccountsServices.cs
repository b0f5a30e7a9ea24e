using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Volunteer.Platform.Invitations;

namespace Volunteer.Platform.Accounts;

/// <summary>Accounts, sessions, invitations and registrations: their services and their endpoints.</summary>
internal static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<PortalAddress>();
        services.AddScoped<InvitationIssuer>();
        return services;
    }

    public static RouteGroupBuilder MapAccounts(this RouteGroupBuilder api) => api;
}
