using System.Globalization;

namespace Volunteer.Volunteering.Signups;

/// <summary>Instants as the clocks on the community's walls show them.</summary>
internal sealed class LocalTime(TimeZoneInfo zone)
{
    public static async Task<LocalTime> OfAsync(Platform.ICommunity community, CancellationToken cancellationToken) =>
        new(TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone));

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public string Date(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Time(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
