namespace Volunteer.Volunteering;

public static partial class VolunteeringErrors
{
    public const string ClubNotActive = "Volunteering:ClubNotActive";
    public const string ClubNotVolunteering = "Volunteering:ClubNotVolunteering";
    public const string KindFixed = "Volunteering:KindFixed";
    public const string PlaceUnknown = "Volunteering:PlaceUnknown";
    public const string PlaceNameTaken = "Volunteering:PlaceNameTaken";
    public const string SkillUnknown = "Volunteering:SkillUnknown";
    public const string SkillNameTaken = "Volunteering:SkillNameTaken";
    public const string RoleKeyTwice = "Volunteering:RoleKeyTwice";
    public const string NoPlaces = "Volunteering:NoPlaces";
    public const string DutyNotActive = "Volunteering:DutyNotActive";
    public const string DutyNotPaused = "Volunteering:DutyNotPaused";
    public const string DutyOver = "Volunteering:DutyOver";
    public const string PeopleSignedUp = "Volunteering:PeopleSignedUp";
    public const string PreviewStale = "Volunteering:PreviewStale";
    public const string EditEmpty = "Volunteering:EditEmpty";
    public const string EditCancelAlone = "Volunteering:EditCancelAlone";
    public const string EditDateOnlyThis = "Volunteering:EditDateOnlyThis";
    public const string EditRuleNotThis = "Volunteering:EditRuleNotThis";
    public const string EditShiftNeeded = "Volunteering:EditShiftNeeded";
    public const string ShiftNotEditable = "Volunteering:ShiftNotEditable";
    public const string DateInPast = "Volunteering:DateInPast";
    public const string NothingToDecide = "Volunteering:NothingToDecide";
    public const string RangeInvalid = "Volunteering:RangeInvalid";
    public const string CalendarListInvalid = "Volunteering:CalendarListInvalid";
    public const string CalendarListOlder = "Volunteering:CalendarListOlder";

    /// <summary>Keeps a club from being dissolved: people are signed up for shifts to come.</summary>
    public const string OpenShifts = "Volunteering:OpenShifts";
}
