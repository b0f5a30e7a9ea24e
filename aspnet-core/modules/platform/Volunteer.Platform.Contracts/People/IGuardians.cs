namespace Volunteer.Platform;

/// <summary>Whose parent or guardian agreed that they take part.</summary>
public interface IGuardians
{
    /// <summary>Those of these people of the current community for whom a guardian's consent is on record.</summary>
    Task<IReadOnlySet<Guid>> WithConsentAsync(IReadOnlyCollection<Guid> personIds, CancellationToken cancellationToken);
}
