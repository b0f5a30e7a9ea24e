namespace Volunteer.Platform;

/// <summary>
/// Whose people the signed-in person may phone. The organizations module knows who leads what; platform asks it for the
/// call list and for the messages that a leader sees.
/// </summary>
public interface IClubScope
{
    /// <summary>Clubs that the signed-in person leads; null for no limit.</summary>
    Task<IReadOnlyCollection<Guid>?> ClubsOfCallerAsync(CancellationToken cancellationToken);
}
