namespace Volunteer.Identity;

/// <summary>What is wrong with a number, a phone or a date in a list. Each code is also the key of its text in the translation files.</summary>
public static class IdentityErrors
{
    public const string IdMissing = "Identity:IdMissing";
    public const string IdLength = "Identity:IdLength";
    public const string IdCharacter = "Identity:IdCharacter";
    public const string IdRegion = "Identity:IdRegion";
    public const string IdBirthDate = "Identity:IdBirthDate";
    public const string IdChecksum = "Identity:IdChecksum";

    /// <summary>Somebody has already starred it out. Nothing can be checked, and a masked number must not be stored as a number.</summary>
    public const string IdMasked = "Identity:IdMasked";

    /// <summary>Excel kept 15 digits and replaced the others by zeros.</summary>
    public const string IdRounded = "Identity:IdRounded";

    public const string PhoneMissing = "Identity:PhoneMissing";
    public const string PhoneFormat = "Identity:PhoneFormat";
    public const string PhoneMasked = "Identity:PhoneMasked";
    public const string PhoneSeveral = "Identity:PhoneSeveral";
    public const string PhoneForeign = "Identity:PhoneForeign";
    public const string PhoneAreaCode = "Identity:PhoneAreaCode";

    public const string DateMissing = "Identity:DateMissing";
    public const string DateFormat = "Identity:DateFormat";
    public const string DateNoSuchDay = "Identity:DateNoSuchDay";
    public const string DateIncomplete = "Identity:DateIncomplete";
    public const string DateLunar = "Identity:DateLunar";
    public const string DateOutOfRange = "Identity:DateOutOfRange";
}
