using Volunteer.Platform;

namespace Volunteer.Funds.Gifts;

/// <summary>Which day it is in the community: entries, receipts and periods go by it, not by UTC.</summary>
internal sealed class BusinessDay(ICommunity community, TimeProvider clock)
{
    public async Task<DateOnly> TodayAsync(CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }
}
