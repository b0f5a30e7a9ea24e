namespace Volunteer.Organizations;

public static class OrganizationsErrors
{
    public const string NameTaken = "Organizations:NameTaken";
    public const string WrongState = "Organizations:WrongState";
    public const string LeaderMissing = "Organizations:LeaderMissing";
    public const string OpenItems = "Organizations:OpenItems";
    public const string NotYourClub = "Organizations:NotYourClub";
    public const string OnlySecretary = "Organizations:OnlySecretary";
    public const string OnlyLeader = "Organizations:OnlyLeader";
    public const string ConsentNeeded = "Organizations:ConsentNeeded";
    public const string PersonUnknown = "Organizations:PersonUnknown";
    public const string PersonDeparted = "Organizations:PersonDeparted";
    public const string PersonTwice = "Organizations:PersonTwice";
    public const string PersonAmbiguous = "Organizations:PersonAmbiguous";
    public const string PersonOrName = "Organizations:PersonOrName";
    public const string AlreadyMember = "Organizations:AlreadyMember";
    public const string NotAMember = "Organizations:NotAMember";
    public const string LastLeader = "Organizations:LastLeader";
    public const string WhichLeader = "Organizations:WhichLeader";
    public const string AlreadyLeader = "Organizations:AlreadyLeader";
    public const string TermOver = "Organizations:TermOver";

    public const string RosterNoHeader = "Organizations:RosterNoHeader";
    public const string RosterNoRows = "Organizations:RosterNoRows";
    public const string RosterEncoding = "Organizations:RosterEncoding";
    public const string RosterFormat = "Organizations:RosterFormat";
    public const string RosterSex = "Organizations:RosterSex";
    public const string RosterEmail = "Organizations:RosterEmail";
    public const string RosterTooLong = "Organizations:RosterTooLong";
    public const string RosterBirthDateConflict = "Organizations:RosterBirthDateConflict";
    public const string RosterSexConflict = "Organizations:RosterSexConflict";
    public const string RosterOldIdNumber = "Organizations:RosterOldIdNumber";
    public const string RosterIdOfAnother = "Organizations:RosterIdOfAnother";
    public const string RosterMinor = "Organizations:RosterMinor";
    public const string RosterNotRecognisable = "Organizations:RosterNotRecognisable";
    public const string RosterTwice = "Organizations:RosterTwice";
    public const string RosterHasErrors = "Organizations:RosterHasErrors";
    public const string PreviewStale = "Organizations:PreviewStale";
    public const string PreviewExpired = "Organizations:PreviewExpired";
    public const string PreviewCommitted = "Organizations:PreviewCommitted";
}
