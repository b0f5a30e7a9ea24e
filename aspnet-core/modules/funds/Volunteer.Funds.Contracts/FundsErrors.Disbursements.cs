namespace Volunteer.Funds;

public static partial class FundsErrors
{
    public const string NotTheAuthor = "Funds:NotTheAuthor";
    public const string DisbursementState = "Funds:DisbursementState";
    public const string PayeeNeeded = "Funds:PayeeNeeded";

    /// <summary>Whoever asks does not decide.</summary>
    public const string OwnRequest = "Funds:OwnRequest";

    /// <summary>The payee, the household, relatives and partners do not decide.</summary>
    public const string ConflictOfInterest = "Funds:ConflictOfInterest";

    public const string ApprovalStale = "Funds:ApprovalStale";
    public const string ApprovalLimit = "Funds:ApprovalLimit";
    public const string ApprovedAlready = "Funds:ApprovedAlready";

    /// <summary>Money that donors gave for another project is not free for this one.</summary>
    public const string PurposeShort = "Funds:PurposeShort";

    public const string FundOfAnotherBook = "Funds:FundOfAnotherBook";
    public const string EvidenceMissing = "Funds:EvidenceMissing";
    public const string EvidenceSize = "Funds:EvidenceSize";
    public const string CommitteeShape = "Funds:CommitteeShape";
    public const string CommitteePaid = "Funds:CommitteePaid";
    public const string CommitteeSeatedToday = "Funds:CommitteeSeatedToday";
    public const string SupervisorNeeded = "Funds:SupervisorNeeded";
    public const string NotAMember = "Funds:NotAMember";
    public const string MemberMustRecuse = "Funds:MemberMustRecuse";
    public const string VoteMissing = "Funds:VoteMissing";
    public const string VotedTwice = "Funds:VotedTwice";
    public const string NoQuorum = "Funds:NoQuorum";
    public const string RefilingNumberNeeded = "Funds:RefilingNumberNeeded";
    public const string SamePurpose = "Funds:SamePurpose";
    public const string PurposeChangeState = "Funds:PurposeChangeState";
    public const string ConsentMissing = "Funds:ConsentMissing";
    public const string NobodyToAsk = "Funds:NobodyToAsk";
    public const string NothingToMove = "Funds:NothingToMove";
}
