namespace Volunteer.Platform;

public static class PlatformPermissions
{
    public const string ManageStreets = "Platform.ManageStreets";
    public const string ManageCommunities = "Platform.ManageCommunities";
    public const string ViewStreet = "Platform.ViewStreet";
    public const string ManageStreetCommunities = "Platform.ManageStreetCommunities";
    public const string ViewJobs = "Platform.ViewJobs";
    public const string RunJobs = "Platform.RunJobs";
    public const string ManagePeople = "Platform.ManagePeople";
    public const string ViewPeople = "Platform.ViewPeople";
    public const string RevealPersonalData = "Platform.RevealPersonalData";
    public const string ManageRoles = "Platform.ManageRoles";
    public const string ManageSettings = "Platform.ManageSettings";
    public const string ViewAudit = "Platform.ViewAudit";
    public const string InvitePeople = "Platform.InvitePeople";
    public const string ViewMessages = "Platform.ViewMessages";
    public const string DecideErasure = "Platform.DecideErasure";
}
