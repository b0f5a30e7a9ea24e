using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>Accounts, sessions, invitations and registrations: their services and their endpoints.</summary>
internal static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        AddKeyRing(services, configuration);
        services.AddSingleton<Passwords>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Antiforgery>();
        services.AddSingleton<PortalAddress>();
        services.AddScoped<AttemptGuard>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Credentials>();
        services.AddScoped<SignIns>();
        services.AddScoped<InvitationIssuer>();
        return services;
    }

    public static RouteGroupBuilder MapAccounts(this RouteGroupBuilder api)
    {
        GetSession.Map(api);
        SignIn.Map(api);
        SignOut.Map(api);
        ChooseMembership.Map(api);
        GetPasswordRules.Map(api);
        return api;
    }

    /// <summary>Keys lie in the database, encrypted by a certificate (<c>Security:KeyCertificate</c>, a PKCS #12 file) if one is given.</summary>
    private static void AddKeyRing(IServiceCollection services, IConfiguration configuration)
    {
        var ring = services.AddDataProtection().SetApplicationName("Volunteer");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlRepository = new DatabaseKeyRepository(provider.GetRequiredService<IServiceScopeFactory>())));
        if (configuration["Security:KeyCertificate"] is { Length: > 0 } file)
        {
            ring.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(file, configuration["Security:KeyCertificatePassword"]));
        }
    }
}
