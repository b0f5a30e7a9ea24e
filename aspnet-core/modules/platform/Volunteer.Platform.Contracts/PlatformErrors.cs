namespace Volunteer.Platform;

public static class PlatformErrors
{
    public const string SignInFailed = "Platform:SignInFailed";
}
