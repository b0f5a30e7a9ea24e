using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Sessions;

namespace Volunteer.Platform.Accounts;

/// <summary>
/// The two halves of a WebAuthn ceremony. What was asked waits encrypted in a cookie for five minutes, so any host can
/// take the answer.
/// </summary>
internal sealed class PasskeyCeremony(IPasskeyHandler<Account> handler, IDataProtectionProvider protection, VolunteerDbContext db)
{
    private const string Cookie = "passkey";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("platform.passkey").ToTimeLimitedDataProtector();

    public static void Configure(IdentityPasskeyOptions options, PortalAddress portal)
    {
        options.ServerDomain = portal.Host;
        options.AuthenticatorTimeout = Patience;
        options.ResidentKeyRequirement = "required";

        // A passkey is two factors only when the device has asked for finger, face or code.
        options.UserVerificationRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin
            && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
            && origin.Host == portal.Host
            && (origin.Scheme == Uri.UriSchemeHttps || origin.IsLoopback));
    }

    public async Task<JsonElement> AskToMakeAsync(HttpContext http, Account account)
    {
        var name = account.UserName ?? account.Email ?? account.PhoneNumber ?? "Volunteer";
        var asked = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = name, DisplayName = account.Name ?? name }, http);
        Keep(http, asked.AttestationState);
        return JsonSerializer.Deserialize<JsonElement>(asked.CreationOptionsJson);
    }

    public async Task<JsonElement> AskToShowAsync(HttpContext http)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        Keep(http, asked.AssertionState);
        return JsonSerializer.Deserialize<JsonElement>(asked.RequestOptionsJson);
    }

    /// <summary>The new passkey of this account, not saved yet.</summary>
    public async Task<UserPasskeyInfo> MadeAsync(HttpContext http, Guid accountId, JsonElement credential)
    {
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = Take(http) });
        return result.Succeeded && result.UserEntity.Id == accountId.ToString() ? result.Passkey : throw new BusinessException(PlatformErrors.PasskeyRefused);
    }

    /// <summary>Whose passkey was shown.</summary>
    public async Task<(Account Account, UserPasskeyInfo Passkey)> ShownAsync(HttpContext http, JsonElement credential)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = Take(http) });
        return result.Succeeded ? (result.User, result.Passkey) : throw new BusinessException(PlatformErrors.PasskeyRefused);
    }

    /// <summary>Who signed in by password alone does not change the other factors of an account that has a passkey.</summary>
    public async Task EnsureMayChangeFactorsAsync(UserSession session, CancellationToken cancellationToken)
    {
        if (await db.Set<Passkey>().AnyAsync(p => p.AccountId == session.AccountId, cancellationToken)
            && !await db.Set<Session>().AnyAsync(s => s.Id == session.SessionId && s.IsStrong, cancellationToken))
        {
            throw new ForbiddenException(PlatformErrors.SecondFactorNeeded);
        }
    }

    private void Keep(HttpContext http, string? state) =>
        http.Response.Cookies.Append(Cookie, _protector.Protect(state ?? string.Empty, Patience), SessionCookie.Options(http, httpOnly: true, Patience));

    private string Take(HttpContext http)
    {
        var kept = http.Request.Cookies[Cookie];
        http.Response.Cookies.Delete(Cookie, SessionCookie.Options(http, httpOnly: true, lifetime: null));
        try
        {
            return _protector.Unprotect(kept ?? throw new BusinessException(PlatformErrors.PasskeyRefused));
        }
        catch (CryptographicException)
        {
            throw new BusinessException(PlatformErrors.PasskeyRefused);
        }
    }
}
