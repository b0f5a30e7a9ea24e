namespace Volunteer.Platform;

public static class PlatformSettings
{
    /// <summary>A closing line under every mail of the community, e.g. its opening hours.</summary>
    public const string MailSignature = "Platform.MailSignature";
}
