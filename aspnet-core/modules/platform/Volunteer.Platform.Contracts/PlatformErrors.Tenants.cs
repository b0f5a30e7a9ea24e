namespace Volunteer.Platform;

/// <summary>Refusals around streets, communities, people, roles, settings, messages and personal data.</summary>
public static partial class PlatformErrors
{
    public const string StreetCodeTaken = "Platform:StreetCodeTaken";
    public const string CommunityCodeTaken = "Platform:CommunityCodeTaken";
    public const string CommunityInactive = "Platform:CommunityInactive";
    public const string CommunityActive = "Platform:CommunityActive";
    public const string CodeFormat = "Platform:CodeFormat";
    public const string TimeZoneUnknown = "Platform:TimeZoneUnknown";

    /// <summary>The same name with the same birth date, phone or ID number is on the register already.</summary>
    public const string PersonKnown = "Platform:PersonKnown";

    /// <summary>The ID number belongs to somebody else on the register.</summary>
    public const string IdNumberTaken = "Platform:IdNumberTaken";
    public const string BirthDateAgainstIdNumber = "Platform:BirthDateAgainstIdNumber";
    public const string SexAgainstIdNumber = "Platform:SexAgainstIdNumber";
    public const string BirthDateRange = "Platform:BirthDateRange";
    public const string EmailFormat = "Platform:EmailFormat";
    public const string ReasonNeeded = "Platform:ReasonNeeded";
    public const string PersonDeparted = "Platform:PersonDeparted";
    public const string PersonActive = "Platform:PersonActive";
    public const string PersonErased = "Platform:PersonErased";

    /// <summary>A community always keeps one secretary who can sign in.</summary>
    public const string LastSecretary = "Platform:LastSecretary";
    public const string SelfGrant = "Platform:SelfGrant";
    public const string RoleUnknown = "Platform:RoleUnknown";

    /// <summary>The role follows from a post or from belonging; nobody grants it by hand.</summary>
    public const string RoleNotGrantable = "Platform:RoleNotGrantable";
    public const string RoleTermOver = "Platform:RoleTermOver";
    public const string NoAccountYet = "Platform:NoAccountYet";
    public const string PermissionUnknown = "Platform:PermissionUnknown";
    public const string PermissionFixed = "Platform:PermissionFixed";

    /// <summary>What the resident role has, everybody has: it can only be narrowed.</summary>
    public const string NotForEveryone = "Platform:NotForEveryone";

    public const string SettingUnknown = "Platform:SettingUnknown";
    public const string SettingInvalid = "Platform:SettingInvalid";
    public const string FeatureUnknown = "Platform:FeatureUnknown";

    public const string MessageNotToCall = "Platform:MessageNotToCall";

    public const string JobNotFailed = "Platform:JobNotFailed";

    public const string ErasureAsked = "Platform:ErasureAsked";
    public const string ErasureDecided = "Platform:ErasureDecided";
}
