namespace Volunteer.Platform;

public static partial class PlatformErrors
{
    public const string SignInFailed = "Platform:SignInFailed";
    public const string SecondFactorNeeded = "Platform:SecondFactorNeeded";
    public const string SecondFactorCodeNeeded = "Platform:SecondFactorCodeNeeded";
    public const string SecondFactorCodeWrong = "Platform:SecondFactorCodeWrong";

    /// <summary>Before something weighty the second factor is shown once more.</summary>
    public const string SecondFactorProofNeeded = "Platform:SecondFactorProofNeeded";
    public const string SecondFactorActive = "Platform:SecondFactorActive";
    public const string PasswordTooShort = "Platform:PasswordTooShort";
    public const string PasswordTooLong = "Platform:PasswordTooLong";
    public const string PasswordTooCommon = "Platform:PasswordTooCommon";
    public const string IdentifierInvalid = "Platform:IdentifierInvalid";
    public const string IdentifierTaken = "Platform:IdentifierTaken";
    public const string InvitationExpired = "Platform:InvitationExpired";
    public const string InvitationUsed = "Platform:InvitationUsed";
    public const string AlreadyMember = "Platform:AlreadyMember";
    public const string ConsentNeeded = "Platform:ConsentNeeded";
    public const string GuardianNeeded = "Platform:GuardianNeeded";
    public const string NotAMinor = "Platform:NotAMinor";
    public const string ConsentOver = "Platform:ConsentOver";
    public const string RegistrationClosed = "Platform:RegistrationClosed";
    public const string ResetLinkInvalid = "Platform:ResetLinkInvalid";
    public const string EmailLinkInvalid = "Platform:EmailLinkInvalid";
    public const string RefreshRefused = "Platform:RefreshRefused";
    public const string PasskeyRefused = "Platform:PasskeyRefused";
}
