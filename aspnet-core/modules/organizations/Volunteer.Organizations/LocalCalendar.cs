using Volunteer.Platform;

namespace Volunteer.Organizations;

/// <summary>Which day it is in the community.</summary>
internal sealed class LocalCalendar(ICommunity community, TimeProvider clock)
{
    public async Task<DateOnly> TodayAsync(CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }
}
