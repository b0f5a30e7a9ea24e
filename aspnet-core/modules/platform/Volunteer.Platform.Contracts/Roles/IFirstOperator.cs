namespace Volunteer.Platform;

/// <summary>The way in on a fresh installation, for whoever has the server's command line.</summary>
public interface IFirstOperator
{
    /// <summary>
    /// A single-use link that makes its holder a platform operator. Links given out before stop working. Null when there
    /// is an operator already, unless <paramref name="force"/>: for the day when the only operator lost everything.
    /// </summary>
    Task<OperatorLink?> InviteAsync(string name, bool force, CancellationToken cancellationToken);
}

/// <param name="Url">Shown once; only its hash is kept.</param>
public sealed record OperatorLink(string Url, DateTimeOffset ExpiresAt);
