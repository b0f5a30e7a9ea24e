namespace Volunteer.Volunteering;

public static partial class VolunteeringSettings
{
    /// <summary>How many days ahead shifts are made.</summary>
    public const string HorizonDays = "Volunteering.HorizonDays";
}
