namespace Volunteer.Volunteering;

public static partial class VolunteeringErrors
{
    public const string NotYourClub = "Volunteering:NotYourClub";
}
