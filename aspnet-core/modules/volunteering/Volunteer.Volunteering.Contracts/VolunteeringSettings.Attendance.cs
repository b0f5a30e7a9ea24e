namespace Volunteer.Volunteering;

public static partial class VolunteeringSettings
{
    /// <summary>From how many minutes before the start one may check in.</summary>
    public const string CheckInOpensMinutesBefore = "Volunteering.CheckInOpensMinutesBefore";

    /// <summary>Until how many minutes after the start one may check in; 0 for until the end.</summary>
    public const string CheckInClosesMinutesAfter = "Volunteering.CheckInClosesMinutesAfter";

    /// <summary>1 when leaving needs the code as well; otherwise leaving without it needs the leader's approval.</summary>
    public const string CheckOutNeedsCode = "Volunteering.CheckOutNeedsCode";

    /// <summary>1 when hours with both scans count at once; 0 when the leader approves those too.</summary>
    public const string AutoApproveBothScans = "Volunteering.AutoApproveBothScans";

    /// <summary>More minutes than this on one day need a second look (H4).</summary>
    public const string HoursCeilingMinutes = "Volunteering.HoursCeilingMinutes";
}
