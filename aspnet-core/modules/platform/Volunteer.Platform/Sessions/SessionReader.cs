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

    /// <summary>From the database, and kept for <see cref="SessionCache.Lifetime"/>.</summary>
    public async Task<UserSession?> ReadAsync(byte[] hash, bool isBearer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await db.Set<Session>().AsNoTracking()
            .Where(s => s.TokenHash == hash)
            .GroupJoin(
                db.Set<Membership>().AsNoTracking()
                    .Where(m => m.State == MembershipState.Active && (m.TenantId == null || db.Set<Tenant>().Any(t => t.Id == m.TenantId && t.IsActive))),
                s => new { Id = s.MembershipId, s.AccountId },
                m => new { Id = (Guid?)m.Id, m.AccountId },
                (session, memberships) => new { session, memberships })
            .SelectMany(pair => pair.memberships.DefaultIfEmpty(), (pair, membership) => new { pair.session, membership })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is not { session: var session, membership: var membership } || !session.IsLive(now) || session.IsBearer != isBearer)
        {
            return null;
        }

        // The rest on one connection, which on PostgreSQL carries the tenant.
        using var entered = tenant.Change(membership?.TenantId);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var user = await UserAsync(session, membership, now, cancellationToken);
            if (user is not null)
            {
                cache.Keep(hash, user, now);
            }

            return user;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<UserSession?> UserAsync(Session session, Membership? membership, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var roles = await RolesAsync(membership, now, cancellationToken);
        var isPrivileged = roles.Any(role => definitions.Roles.TryGetValue(role, out var definition) && definition.IsPrivileged);

        // An access token ends after minutes anyway.
        if (!session.IsBearer && now - session.LastSeenAt > (isPrivileged ? IdlePrivileged : Idle))
        {
            return null;
        }

        var restriction = isPrivileged && secondFactor.IsRequired && !session.IsStrong && !await HasSecondFactorAsync(session.AccountId, cancellationToken)
            ? PlatformErrors.SecondFactorNeeded
            : null;
        var permissions = restriction is null ? await PermissionsAsync(membership, roles, cancellationToken) : [];
        await SeeAsync(session, now, cancellationToken);
        return new UserSession(session.Id, session.AccountId, membership?.Id, membership?.TenantId, membership?.PersonId, membership?.StreetId, session.IsBearer, roles, permissions, restriction);
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
            foreach (var source in roleSources)
            {
                roles.UnionWith(await source.RolesOfAsync(personId, cancellationToken));
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
            var changes = await db.Set<PermissionGrant>().AsNoTracking().Where(grant => EF.Parameter(roles).Contains(grant.Role)).ToListAsync(cancellationToken);
            permissions.UnionWith(changes.Where(grant => grant.IsGranted).Select(grant => grant.Permission));

            // A taken-away permission stays if another of the person's roles still brings it.
            permissions.ExceptWith(changes.Where(grant => !grant.IsGranted
                && !definitions.Permissions[grant.Permission].DefaultRoles.Any(role => role != grant.Role && roles.Contains(role))).Select(grant => grant.Permission));
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
