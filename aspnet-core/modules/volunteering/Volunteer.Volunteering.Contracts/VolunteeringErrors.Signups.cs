namespace Volunteer.Volunteering;

public static partial class VolunteeringErrors
{
    public const string ShiftStarted = "Volunteering:ShiftStarted";
    public const string ShiftOver = "Volunteering:ShiftOver";
    public const string ShiftCancelled = "Volunteering:ShiftCancelled";
    public const string ShiftUndecided = "Volunteering:ShiftUndecided";
    public const string DutyPaused = "Volunteering:DutyPaused";
    public const string DutyEnded = "Volunteering:DutyEnded";
    public const string PersonLeft = "Volunteering:PersonLeft";
    public const string ClubMembersOnly = "Volunteering:ClubMembersOnly";
    public const string BirthDateNeeded = "Volunteering:BirthDateNeeded";
    public const string TooYoung = "Volunteering:TooYoung";
    public const string NoMinorsInDanger = "Volunteering:NoMinorsInDanger";
    public const string GuardianNeeded = "Volunteering:GuardianNeeded";
    public const string RiskNotAccepted = "Volunteering:RiskNotAccepted";
    public const string RoleUnknown = "Volunteering:RoleUnknown";
    public const string RoleNeeded = "Volunteering:RoleNeeded";
    public const string SkillMissing = "Volunteering:SkillMissing";
    public const string SkillExpired = "Volunteering:SkillExpired";
    public const string SignUpNotOpen = "Volunteering:SignUpNotOpen";
    public const string Overlaps = "Volunteering:Overlaps";
    public const string RestTooShort = "Volunteering:RestTooShort";
    public const string DailyCeiling = "Volunteering:DailyCeiling";
    public const string AlreadySignedUp = "Volunteering:AlreadySignedUp";
    public const string NotSignedUp = "Volunteering:NotSignedUp";
    public const string OfferExpired = "Volunteering:OfferExpired";
    public const string NothingOffered = "Volunteering:NothingOffered";
    public const string NothingToReconfirm = "Volunteering:NothingToReconfirm";
    public const string OverrideNeedsReason = "Volunteering:OverrideNeedsReason";

    /// <summary>Not a refusal but a warning: the person has something else at that time in another community.</summary>
    public const string ClashElsewhere = "Volunteering:ClashElsewhere";
}
