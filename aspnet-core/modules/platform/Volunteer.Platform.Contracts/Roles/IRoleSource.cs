namespace Volunteer.Platform;

/// <summary>
/// Roles that follow from something another module keeps, e.g. club leader from the post in the club: they end when the
/// post ends, at the next request (ADR 0011).
/// </summary>
public interface IRoleSource
{
    /// <summary>Asked inside the person's tenant.</summary>
    Task<IReadOnlyCollection<string>> RolesOfAsync(Guid personId, CancellationToken cancellationToken);
}

/// <summary>Forgets cached sessions of the current community's person at once on this host (others follow within five seconds).</summary>
public interface ISessionRefresh
{
    void Forget(Guid personId);
}
