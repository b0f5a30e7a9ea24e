namespace Volunteer.Platform;

/// <summary>For public pages, where nobody is signed in and the address names the community.</summary>
public interface ICommunityCodes
{
    /// <returns>The active community of this code, or null.</returns>
    Task<Guid?> FindAsync(string code, CancellationToken cancellationToken);
}
