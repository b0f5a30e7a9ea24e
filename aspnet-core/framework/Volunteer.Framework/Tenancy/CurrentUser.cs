using Microsoft.AspNetCore.Http;

namespace Volunteer;

/// <summary>Who is asking. Built once per request from the session row, never from what the client says.</summary>
public interface ICurrentUser
{
    bool IsSignedIn { get; }

    /// <summary>The sign-in account. Throws when nobody is signed in.</summary>
    Guid AccountId { get; }

    /// <summary>The person of the current community that the account stands for; null on the host and street side.</summary>
    Guid? PersonId { get; }

    /// <summary>The street whose officer is signed in; null otherwise.</summary>
    Guid? StreetId { get; }

    IReadOnlySet<string> Roles { get; }

    bool Can(string permission);

    /// <summary>The person of the current community; refuses with 403 when the account has none here.</summary>
    Guid RequirePersonId();
}

/// <summary>What a live session allows; the sign-in handler of the platform module makes it.</summary>
/// <param name="Restriction">Code of what is still missing (a second factor); until then only <see cref="OpenToRestrictedSessions"/> answers.</param>
public sealed record UserSession(
    Guid SessionId,
    Guid AccountId,
    Guid? MembershipId,
    Guid? TenantId,
    Guid? PersonId,
    Guid? StreetId,
    bool IsBearer,
    IReadOnlySet<string> Roles,
    IReadOnlySet<string> Permissions,
    string? Restriction = null);

/// <summary>Marks an endpoint that a session with a <see cref="UserSession.Restriction"/> may use, e.g. to set up the second factor.</summary>
public sealed record OpenToRestrictedSessions;

internal sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser
{
    private UserSession? Session => http.HttpContext?.Features.Get<UserSession>();

    public bool IsSignedIn => Session is not null;

    public Guid AccountId => Session?.AccountId ?? throw new InvalidOperationException("Nobody is signed in.");

    public Guid? PersonId => Session?.PersonId;

    public Guid? StreetId => Session?.StreetId;

    public IReadOnlySet<string> Roles => Session?.Roles ?? new HashSet<string>(StringComparer.Ordinal);

    public bool Can(string permission) => Session?.Permissions.Contains(permission) == true;

    public Guid RequirePersonId() => PersonId ?? throw new ForbiddenException("Platform:NotAMember");
}
