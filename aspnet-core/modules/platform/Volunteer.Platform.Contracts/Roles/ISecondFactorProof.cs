namespace Volunteer.Platform;

/// <summary>Asks for the second factor once more before something weighty, e.g. money (step-up).</summary>
public interface ISecondFactorProof
{
    /// <summary>
    /// Refuses unless the signed-in person showed the second factor within the last ten minutes, at sign-in or since. Where the
    /// installation does not ask for second factors, an account without one passes.
    /// </summary>
    Task RequireRecentAsync(CancellationToken cancellationToken);
}
