namespace Volunteer.Platform;

public static class PlatformFeatures
{
    /// <summary>Whether people may register themselves in the community.</summary>
    public const string OpenRegistration = "Platform.OpenRegistration";
}
