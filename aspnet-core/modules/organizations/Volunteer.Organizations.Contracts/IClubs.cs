namespace Volunteer.Organizations;

/// <param name="IsVolunteering">False for leisure clubs and the like: nothing they do yields volunteer hours (Decree 67 art. 19).</param>
/// <param name="IsActive">Only an active club may get new duties.</param>
public sealed record ClubCard(Guid Id, string Name, string Kind, bool IsVolunteering, bool IsActive);

/// <summary>What other modules may ask about the clubs of the current community.</summary>
public interface IClubs
{
    Task<IReadOnlyDictionary<Guid, ClubCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Clubs that the person leads or deputises for.</summary>
    Task<IReadOnlyCollection<Guid>> LedByAsync(Guid personId, CancellationToken cancellationToken);

    /// <summary>Clubs that the person belongs to, in any post.</summary>
    Task<IReadOnlyCollection<Guid>> ClubsOfAsync(Guid personId, CancellationToken cancellationToken);

    /// <summary>Which of these people belong to which of these clubs, in any post.</summary>
    Task<IReadOnlyCollection<(Guid PersonId, Guid ClubId)>> MembershipsAsync(IReadOnlyCollection<Guid> personIds, IReadOnlyCollection<Guid> clubIds, CancellationToken cancellationToken);

    /// <summary>Leader and deputies, for alarms and call lists.</summary>
    Task<IReadOnlyCollection<Guid>> LeadersOfAsync(Guid clubId, CancellationToken cancellationToken);

    /// <summary>Everybody who belongs to the club now.</summary>
    Task<IReadOnlyCollection<Guid>> MembersOfAsync(Guid clubId, CancellationToken cancellationToken);
}

/// <summary>A club may have new duties.</summary>
public sealed record ClubActivated(Guid ClubId) : IIntegrationEvent;

/// <summary>The club rests: no new shifts until it resumes.</summary>
public sealed record ClubPaused(Guid ClubId) : IIntegrationEvent;

/// <summary>The club works again.</summary>
public sealed record ClubResumed(Guid ClubId) : IIntegrationEvent;

/// <summary>The club is no more; everything it had open was settled before.</summary>
public sealed record ClubDissolved(Guid ClubId) : IIntegrationEvent;

/// <summary>What keeps a club from being dissolved, asked of every module that keeps something for it.</summary>
/// <param name="Code">Error code with a text, e.g. <c>Volunteering:OpenShifts</c>.</param>
public sealed record OpenItem(string Code, int Count);

public interface IClubSettlement
{
    Task<IReadOnlyList<OpenItem>> OpenItemsAsync(Guid clubId, CancellationToken cancellationToken);
}

/// <summary>The post of leader went from one person to another.</summary>
public sealed record LeaderChanged(Guid ClubId, Guid FromPersonId, Guid ToPersonId) : IIntegrationEvent;

/// <param name="Skills">What the roster says the person can do, as written there; null when it says nothing.</param>
public sealed record MemberJoined(Guid PersonId, Guid ClubId, string? Skills) : IIntegrationEvent;

/// <summary>The person no longer belongs to the club: what only members may do is no longer theirs.</summary>
public sealed record MemberLeft(Guid PersonId, Guid ClubId) : IIntegrationEvent;
