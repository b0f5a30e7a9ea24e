namespace Volunteer.Volunteering;

public static class VolunteeringPermissions
{
    /// <summary>See the shifts open to me and sign up.</summary>
    public const string SignUp = "Volunteering.SignUp";

    /// <summary>Duties, shifts and rosters of the clubs one leads; the secretary's of all.</summary>
    public const string ManageDuties = "Volunteering.ManageDuties";

    /// <summary>Roll-call, check-in codes and kiosks of the clubs one leads.</summary>
    public const string TakeAttendance = "Volunteering.TakeAttendance";

    /// <summary>Approve, reject and correct hours; never one's own.</summary>
    public const string ApproveHours = "Volunteering.ApproveHours";

    /// <summary>Skills and places of the community.</summary>
    public const string ManageCatalogue = "Volunteering.ManageCatalogue";
}
