using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Volunteer.Recurrence;

/// <summary>Wall-clock times of a community as instants. A time that a clock change leaves out moves forward; one that comes twice is the first.</summary>
public static class LocalTimes
{
    public const string DefaultZone = "Asia/Shanghai";

    public static bool TryFindZone(string? id, [NotNullWhen(true)] out DateTimeZone? zone)
    {
        zone = id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        return zone is not null;
    }

    public static DateTimeZone FindZone(string id) => TryFindZone(id, out var zone) ? zone : throw RecurrenceError.ZoneUnknown.ToException();

    public static Instant ToInstant(LocalDateTime local, DateTimeZone zone) => local.InZoneLeniently(zone).ToInstant();

    /// <summary>As UTC, the form that is stored.</summary>
    public static DateTimeOffset ToUtc(LocalDateTime local, string zoneId) => ToInstant(local, FindZone(zoneId)).ToDateTimeOffset();

    public static LocalDateTime ToLocal(DateTimeOffset moment, string zoneId) =>
        Instant.FromDateTimeOffset(moment).InZone(FindZone(zoneId)).LocalDateTime;
}
