namespace Volunteer.Platform;

/// <summary>One natural person as the people of several communities.</summary>
/// <param name="PersonId">The person there.</param>
public sealed record PersonPlace(Guid TenantId, Guid PersonId);

/// <summary>
/// A caller's own memberships of other communities, for telling the caller about a clash. Nothing of what is found there
/// may be shown to anybody else here.
/// </summary>
public interface IOtherPlaces
{
    /// <summary>By account; whoever belongs here only is left out.</summary>
    Task<ILookup<Guid, PersonPlace>> OfAsync(IReadOnlyCollection<Guid> accountIds, CancellationToken cancellationToken);
}
