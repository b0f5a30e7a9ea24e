namespace Volunteer.Platform;

/// <summary>Finds a community for pages that are open to everybody, by the code in their address.</summary>
public interface ICommunityDirectory
{
    /// <summary>Null for codes that no active community has.</summary>
    Task<Guid?> FindAsync(string code, CancellationToken cancellationToken);
}
