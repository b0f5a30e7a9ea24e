namespace Volunteer.Volunteering;

public static partial class VolunteeringSettings
{
    /// <summary>Minutes that must lie between two shifts of one person; 0 lets them touch.</summary>
    public const string MinimumRestMinutes = "Volunteering.MinimumRestMinutes";

    /// <summary>Most minutes that one person may have on one day.</summary>
    public const string DailyCeilingMinutes = "Volunteering.DailyCeilingMinutes";

    /// <summary>How long a freed place is kept for the next person on the waitlist.</summary>
    public const string OfferMinutes = "Volunteering.OfferMinutes";

    /// <summary>Full hour, local, at which sign-up opens on a duty that opens some days ahead.</summary>
    public const string SignUpOpensAtHour = "Volunteering.SignUpOpensAtHour";

    /// <summary>Hours before the start of the first reminder; 0 for none.</summary>
    public const string FirstReminderHours = "Volunteering.FirstReminderHours";

    /// <summary>Hours before the start of the last reminder; 0 for none.</summary>
    public const string LastReminderHours = "Volunteering.LastReminderHours";
}
