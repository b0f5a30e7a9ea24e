using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Settings;

/// <summary>The community's values over the product's defaults.</summary>
internal sealed class CommunitySettings(VolunteerDbContext db, DefinitionContext definitions, SettingsCache cache, ICurrentTenant tenant, TimeProvider clock) : ISettings
{
    public async Task<string> GetAsync(string name, CancellationToken cancellationToken)
    {
        var definition = definitions.Settings[name];
        return (await ReadAsync(cancellationToken)).Values.GetValueOrDefault(name, definition.Default);
    }

    public async Task<int> GetIntegerAsync(string name, CancellationToken cancellationToken) =>
        int.Parse(await GetAsync(name, cancellationToken), NumberStyles.None, CultureInfo.InvariantCulture);

    public async Task<bool> IsOnAsync(string feature, CancellationToken cancellationToken)
    {
        var definition = definitions.Features[feature];
        return (await ReadAsync(cancellationToken)).Features.GetValueOrDefault(feature, definition.Default);
    }

    /// <summary>On the host side there are only defaults.</summary>
    private async Task<SettingsSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        if (tenant.Id is not { } id)
        {
            return SettingsSnapshot.Empty;
        }

        var now = clock.GetUtcNow();
        if (cache.Find(id, now) is { } known)
        {
            return known;
        }

        var version = cache.Version(id);
        var snapshot = new SettingsSnapshot(
            await db.Set<SettingValue>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Value, StringComparer.Ordinal, cancellationToken),
            await db.Set<FeatureSwitch>().AsNoTracking().ToDictionaryAsync(f => f.Name, f => f.IsOn, StringComparer.Ordinal, cancellationToken));
        cache.Keep(id, version, snapshot, now);
        return snapshot;
    }
}

/// <param name="Values">Only what the community has decided itself.</param>
internal sealed record SettingsSnapshot(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, bool> Features)
{
    public static readonly SettingsSnapshot Empty = new(new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, bool>(StringComparer.Ordinal));
}

/// <summary>Each community's settings for a few seconds; a change here counts at once, one on another host within those seconds.</summary>
internal sealed class SettingsCache
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, (SettingsSnapshot Snapshot, DateTimeOffset Until)> _byTenant = new();
    private readonly ConcurrentDictionary<Guid, int> _versions = new();

    public SettingsSnapshot? Find(Guid tenantId, DateTimeOffset now) =>
        _byTenant.TryGetValue(tenantId, out var entry) && entry.Until > now && entry.Until - now <= Lifetime ? entry.Snapshot : null;

    public int Version(Guid tenantId) => _versions.GetValueOrDefault(tenantId);

    /// <summary>Does not keep what was read before the latest change.</summary>
    public void Keep(Guid tenantId, int version, SettingsSnapshot snapshot, DateTimeOffset now)
    {
        if (version == Version(tenantId))
        {
            _byTenant[tenantId] = (snapshot, now + Lifetime);
        }
    }

    public void Forget(Guid tenantId)
    {
        _versions.AddOrUpdate(tenantId, 1, (_, version) => version + 1);
        _byTenant.TryRemove(tenantId, out _);
    }
}
