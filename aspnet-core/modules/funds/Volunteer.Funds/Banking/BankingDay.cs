using Volunteer.Platform;

namespace Volunteer.Funds.Banking;

/// <summary>Statements and books count days in the community's zone.</summary>
internal sealed class BankingDay(ICommunity community, TimeProvider clock)
{
    public async Task<DateOnly> TodayAsync(CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById((await community.CurrentAsync(cancellationToken)).TimeZone);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }
}
