using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Registrations;
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
        AddPasskeys(services);
        services.AddScoped<AttemptGuard>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<ISecondFactorProof, SecondFactorProof>();
        services.AddScoped<Credentials>();
        services.AddScoped<SignIns>();
        services.AddScoped<AccountMaking>();
        services.AddScoped<InvitationIssuer>();
        services.AddScoped<IFirstOperator, FirstOperator>();
        services.AddScoped<Acceptance>();
        services.AddScoped<Registering>();
        services.AddSingleton<AccountMails>();
        services.AddSingleton<AccountMailer>();
        services.AddSingleton<AccountMailText>();
        services.AddScoped<PasswordResetMail>();
        services.AddScoped<EmailChangeMail>();
        if (configuration.GetValue("Jobs:Enabled", defaultValue: true))
        {
            services.AddHostedService(provider => provider.GetRequiredService<AccountMailer>());
        }

        return services;
    }

    public static DefinitionContext DefineAccounts(this DefinitionContext definitions) => definitions
        .Feature(PlatformFeatures.OpenRegistration, byDefault: false);

    public static RouteGroupBuilder MapAccounts(this RouteGroupBuilder api)
    {
        GetSession.Map(api);
        SignIn.Map(api);
        AskToSignInByPasskey.Map(api);
        SignInByPasskey.Map(api);
        SignOut.Map(api);
        ChooseMembership.Map(api);
        ListSessions.Map(api);
        EndSession.Map(api);
        EndOtherSessions.Map(api);
        IssueTokens.Map(api);
        RefreshTokens.Map(api);
        RevokeTokens.Map(api);

        GetPasswordRules.Map(api);
        GetMe.Map(api);
        ChangeContact.Map(api);
        ChangePassword.Map(api);
        GetSignInNames.Map(api);
        ChangeSignInName.Map(api);
        ConfirmEmailChange.Map(api);
        RequestPasswordReset.Map(api);
        ConfirmPasswordReset.Map(api);
        GetSecondFactor.Map(api);
        PrepareSecondFactor.Map(api);
        ConfirmSecondFactor.Map(api);
        RemoveSecondFactor.Map(api);
        ProveSecondFactor.Map(api);
        AskForPasskey.Map(api);
        AddPasskey.Map(api);
        ListPasskeys.Map(api);
        RemovePasskey.Map(api);

        InvitePerson.Map(api);
        RevokeInvitation.Map(api);
        GetInvitation.Map(api);
        AcceptInvitation.Map(api);

        GetRegistration.Map(api);
        RegisterVolunteer.Map(api);
        ListConsents.Map(api);
        WithdrawConsent.Map(api);
        ListGuardianConsents.Map(api);
        RecordGuardianConsent.Map(api);
        WithdrawGuardianConsent.Map(api);
        return api;
    }

    /// <summary>Of Identity, only the passkey handler and what it reads from.</summary>
    private static void AddPasskeys(IServiceCollection services)
    {
        services.AddIdentityCore<Account>();
        services.AddScoped<IUserStore<Account>, PasskeyStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped<PasskeyCeremony>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<PortalAddress>(PasskeyCeremony.Configure);
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
