namespace Volunteer.Organizations;

public static class OrganizationsPermissions
{
    /// <summary>See the list of clubs, and leave a club of one's own.</summary>
    public const string ViewClubs = "Organizations.ViewClubs";

    /// <summary>Apply for a new club and change one's own application.</summary>
    public const string ApplyForClub = "Organizations.ApplyForClub";

    /// <summary>Look after members and particulars of the clubs one leads.</summary>
    public const string ManageClub = "Organizations.ManageClub";

    /// <summary>Look after any club of the community as if leading it.</summary>
    public const string ManageAllClubs = "Organizations.ManageAllClubs";

    /// <summary>Return, approve, activate, pause, resume and dissolve clubs.</summary>
    public const string ReviewClubs = "Organizations.ReviewClubs";
}
