using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Roles;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Sessions;

/// <summary>Turns a token into what it allows right now: revocation, ended terms and lost posts count at the next request.</summary>
internal sealed class SessionReader(
    VolunteerDbContext db,
    IEnumerable<IRoleSource> roleSources,
    DefinitionContext definitions,
    SecondFactor secondFactor,
    SessionCache cache,
    ICurrentTenant tenant,
    TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>GB/T 22239: automatic exit where much can be done.</summary>
    public static readonly TimeSpan IdlePrivileged = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan SeenAgain = TimeSpan.FromMinutes(1);

    public async Task<UserSession?> ReadAsync(string token, bool isBearer, CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(token);
        if (cache.Find(hash, clock.GetUtcNow()) is { } known)
        {
            return known.IsBearer == isBearer ? known : null;
        }

        var now = clock.GetUtcNow();
        var session = await db.Set<Session>().AsNoTracking().SingleOrDefaultAsync(s => s.TokenHash == hash, cancellationToken);
        if (session?.IsLive(now) != true || session.IsBearer != isBearer)
        {
            return null;
        }

        var membership = session.MembershipId is { } id
            ? await db.Set<Membership>().AsNoTracking().SingleOrDefaultAsync(
                m => m.Id == id && m.AccountId == session.AccountId && m.State == MembershipState.Active
                    && (m.TenantId == null || db.Set<Tenant>().Any(t => t.Id == m.TenantId && t.IsActive)),
                cancellationToken)
            : null;
        var roles = await RolesAsync(membership, now, cancellationToken);
        var isPrivileged = roles.Any(role => definitions.Roles.TryGetValue(role, out var definition) && definition.IsPrivileged);

        // An access token ends after minutes anyway.
        if (!isBearer && now - session.LastSeenAt > (isPrivileged ? IdlePrivileged : Idle))
        {
            return null;
        }

        var restriction = isPrivileged && secondFactor.IsRequired && !session.IsStrong && !await HasSecondFactorAsync(session.AccountId, cancellationToken)
            ? PlatformErrors.SecondFactorNeeded
            : null;
        var permissions = restriction is null ? await PermissionsAsync(membership, roles, cancellationToken) : [];
        await SeeAsync(session, now, cancellationToken);
        var user = new UserSession(session.Id, session.AccountId, membership?.Id, membership?.TenantId, membership?.PersonId, membership?.StreetId, isBearer, roles, permissions, restriction);
        cache.Keep(hash, user, now);
        return user;
    }

    private Task<bool> HasSecondFactorAsync(Guid accountId, CancellationToken cancellationToken) =>
        db.Set<Account>().AnyAsync(a => a.Id == accountId && a.TwoFactorEnabled, cancellationToken);

    private async Task SeeAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.LastSeenAt >= SeenAgain)
        {
            await db.Set<Session>().Where(s => s.Id == session.Id && s.LastSeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken);
        }
    }

    private async Task<HashSet<string>> RolesAsync(Membership? membership, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var roles = new HashSet<string>(StringComparer.Ordinal);
        if (membership is null)
        {
            return roles;
        }

        roles.UnionWith(membership.Roles.Where(role => role.Until is null || role.Until > now).Select(role => role.Role));
        if (membership is { Scope: MembershipScope.Community, PersonId: { } personId })
        {
            roles.Add(RoleNames.Resident);
            using (tenant.Change(membership.TenantId))
            {
                foreach (var source in roleSources)
                {
                    roles.UnionWith(await source.RolesOfAsync(personId, cancellationToken));
                }
            }
        }

        return roles;
    }

    private async Task<HashSet<string>> PermissionsAsync(Membership? membership, HashSet<string> roles, CancellationToken cancellationToken)
    {
        var side = membership?.Scope switch
        {
            MembershipScope.Community => PermissionSide.Tenant,
            MembershipScope.Street => PermissionSide.Street,
            MembershipScope.Host => PermissionSide.Host,
            _ => (PermissionSide?)null,
        };
        var permissions = definitions.Permissions.Values
            .Where(permission => permission.Side == side && permission.DefaultRoles.Any(roles.Contains))
            .Select(permission => permission.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (membership is { Scope: MembershipScope.Community })
        {
            using (tenant.Change(membership.TenantId))
            {
                var changes = await db.Set<PermissionGrant>().AsNoTracking().Where(grant => roles.Contains(grant.Role)).ToListAsync(cancellationToken);
                permissions.UnionWith(changes.Where(grant => grant.IsGranted).Select(grant => grant.Permission));

                // A taken-away permission stays if another of the person's roles still brings it.
                permissions.ExceptWith(changes.Where(grant => !grant.IsGranted
                    && !definitions.Permissions[grant.Permission].DefaultRoles.Any(role => role != grant.Role && roles.Contains(role))).Select(grant => grant.Permission));
            }
        }

        return permissions;
    }
}

/// <summary>Sessions for a few seconds, so that a page with ten calls asks the database once. Local changes drop entries at once.</summary>
internal sealed class SessionCache : ISessionRefresh
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private const int Most = 20_000;
    private readonly ConcurrentDictionary<string, (UserSession User, DateTimeOffset Until)> _entries = new(StringComparer.Ordinal);

    public UserSession? Find(byte[] hash, DateTimeOffset now) =>
        _entries.TryGetValue(Convert.ToHexString(hash), out var entry) && entry.Until > now && entry.Until - now <= Lifetime ? entry.User : null;

    public void Keep(byte[] hash, UserSession user, DateTimeOffset now)
    {
        if (_entries.Count >= Most)
        {
            _entries.Clear();
        }

        _entries[Convert.ToHexString(hash)] = (user, now + Lifetime);
    }

    public void Forget(Guid personId) => ForgetWhere(user => user.PersonId == personId);

    public void ForgetAccount(Guid accountId) => ForgetWhere(user => user.AccountId == accountId);

    public void ForgetSession(Guid sessionId) => ForgetWhere(user => user.SessionId == sessionId);

    public void ForgetTenant(Guid tenantId) => ForgetWhere(user => user.TenantId == tenantId);

    private void ForgetWhere(Func<UserSession, bool> condition)
    {
        foreach (var (key, entry) in _entries)
        {
            if (condition(entry.User))
            {
                _entries.TryRemove(key, out _);
            }
        }
    }
}
