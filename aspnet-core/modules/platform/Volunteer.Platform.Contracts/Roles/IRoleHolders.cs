namespace Volunteer.Platform;

/// <summary>Who holds a role in the current community, for messages to whoever is in charge.</summary>
public interface IRoleHolders
{
    /// <summary>People with an account to whom the role was granted by hand and whose term is not over.</summary>
    Task<IReadOnlyCollection<Guid>> HoldersOfAsync(string role, CancellationToken cancellationToken);
}
