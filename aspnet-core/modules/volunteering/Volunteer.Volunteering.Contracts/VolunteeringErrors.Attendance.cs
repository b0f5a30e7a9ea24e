namespace Volunteer.Volunteering;

public static partial class VolunteeringErrors
{
    public const string CheckInCodeUnknown = "Volunteering:CheckInCodeUnknown";
    public const string CheckInCodeExpired = "Volunteering:CheckInCodeExpired";
    public const string CheckInCodeUsed = "Volunteering:CheckInCodeUsed";
    public const string CheckInTooEarly = "Volunteering:CheckInTooEarly";
    public const string CheckInTooLate = "Volunteering:CheckInTooLate";
    public const string CheckInOver = "Volunteering:CheckInOver";
    public const string CheckInCancelled = "Volunteering:CheckInCancelled";
    public const string CheckInUndecided = "Volunteering:CheckInUndecided";
    public const string CheckInFull = "Volunteering:CheckInFull";
    public const string CheckedInAlready = "Volunteering:CheckedInAlready";
    public const string CheckedOutAlready = "Volunteering:CheckedOutAlready";
    public const string NotCheckedIn = "Volunteering:NotCheckedIn";
    public const string CheckOutNeedsCode = "Volunteering:CheckOutNeedsCode";
    public const string WalkInConsentMissing = "Volunteering:WalkInConsentMissing";
    public const string WalkInDoubtful = "Volunteering:WalkInDoubtful";
    public const string ExtensionOutOfRange = "Volunteering:ExtensionOutOfRange";

    public const string MarkOlder = "Volunteering:MarkOlder";
    public const string MarkIdReused = "Volunteering:MarkIdReused";
    public const string MarkPersonUnknown = "Volunteering:MarkPersonUnknown";
    public const string MarkNotSignedUp = "Volunteering:MarkNotSignedUp";
    public const string MarkNotReconfirmed = "Volunteering:MarkNotReconfirmed";
    public const string MarkTooEarly = "Volunteering:MarkTooEarly";
    public const string MarkTimesWrong = "Volunteering:MarkTimesWrong";
    public const string MarkShiftCancelled = "Volunteering:MarkShiftCancelled";
    public const string MarkHoursApproved = "Volunteering:MarkHoursApproved";

    public const string KioskTodayOnly = "Volunteering:KioskTodayOnly";
    public const string ShortCodeUnknown = "Volunteering:ShortCodeUnknown";
    public const string KioskNothingNow = "Volunteering:KioskNothingNow";
    public const string KioskChooseShift = "Volunteering:KioskChooseShift";

    public const string HoursNotVolunteering = "Volunteering:HoursNotVolunteering";
    public const string HoursOwn = "Volunteering:HoursOwn";
    public const string HoursSamePerson = "Volunteering:HoursSamePerson";
    public const string HoursNeedSecretary = "Volunteering:HoursNeedSecretary";
    public const string HoursDecided = "Volunteering:HoursDecided";
    public const string HoursOutOfDate = "Volunteering:HoursOutOfDate";
    public const string HoursFuture = "Volunteering:HoursFuture";
    public const string HoursNotPositive = "Volunteering:HoursNotPositive";
    public const string HoursOutsideShift = "Volunteering:HoursOutsideShift";
    public const string HoursOverDay = "Volunteering:HoursOverDay";
    public const string HoursOverCeiling = "Volunteering:HoursOverCeiling";
    public const string HoursBeforeBirth = "Volunteering:HoursBeforeBirth";
    public const string HoursBeforeRegistration = "Volunteering:HoursBeforeRegistration";
    public const string HoursOverlap = "Volunteering:HoursOverlap";
    public const string HoursExist = "Volunteering:HoursExist";
    public const string HoursNotApproved = "Volunteering:HoursNotApproved";
    public const string HoursUnchanged = "Volunteering:HoursUnchanged";
    public const string HoursInCorrection = "Volunteering:HoursInCorrection";
    public const string HoursShiftCancelled = "Volunteering:HoursShiftCancelled";

    /// <summary>What keeps a club from being dissolved: hours that nobody has decided on.</summary>
    public const string UndecidedHours = "Volunteering:UndecidedHours";
}
