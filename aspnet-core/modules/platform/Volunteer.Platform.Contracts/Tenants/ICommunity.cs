namespace Volunteer.Platform;

/// <param name="TimeZone">IANA id, e.g. <c>Asia/Shanghai</c>.</param>
public sealed record CommunityCard(Guid Id, Guid StreetId, string Name, string Phone, string TimeZone);

/// <summary>The current community.</summary>
public interface ICommunity
{
    Task<CommunityCard> CurrentAsync(CancellationToken cancellationToken);
}
