namespace Volunteer.Funds;

public static partial class FundsErrors
{
    public const string TieNeedsOneOther = "Funds:TieNeedsOneOther";
    public const string AliasNeeded = "Funds:AliasNeeded";
    public const string MoneyAccountClosed = "Funds:MoneyAccountClosed";

    /// <summary>The facts that the law wants shown are not all there; <c>fields</c> lists them.</summary>
    public const string CampaignIncomplete = "Funds:CampaignIncomplete";

    public const string CampaignDates = "Funds:CampaignDates";
    public const string CampaignState = "Funds:CampaignState";

    /// <summary>What was filed does not change while people give.</summary>
    public const string CampaignFactsFixed = "Funds:CampaignFactsFixed";

    public const string CampaignModeOffline = "Funds:CampaignModeOffline";
    public const string BookOffline = "Funds:BookOffline";
    public const string CampaignNotOpen = "Funds:CampaignNotOpen";
    public const string CampaignOfAnotherFund = "Funds:CampaignOfAnotherFund";
    public const string CampaignOnPlatform = "Funds:CampaignOnPlatform";
    public const string CampaignNotOnPlatform = "Funds:CampaignNotOnPlatform";
    public const string LeftoverFundNeeded = "Funds:LeftoverFundNeeded";
    public const string LeftoverStays = "Funds:LeftoverStays";
    public const string PlatformFileHeader = "Funds:PlatformFileHeader";
    public const string PlatformFileEmpty = "Funds:PlatformFileEmpty";
    public const string PlatformFileTooLong = "Funds:PlatformFileTooLong";
    public const string PlatformOrder = "Funds:PlatformOrder";
    public const string PlatformDate = "Funds:PlatformDate";
    public const string PlatformAmount = "Funds:PlatformAmount";
    public const string PlatformFee = "Funds:PlatformFee";
    public const string OrderWithOtherAmount = "Funds:OrderWithOtherAmount";
    public const string PledgeState = "Funds:PledgeState";
    public const string PledgeOfAnotherFund = "Funds:PledgeOfAnotherFund";
    public const string PledgeEnforceable = "Funds:PledgeEnforceable";
    public const string NoSuffixLeft = "Funds:NoSuffixLeft";
    public const string RefundInKind = "Funds:RefundInKind";
    public const string RefundTooMuch = "Funds:RefundTooMuch";

    /// <summary>The money was spent as far as the first-in-first-out convention goes.</summary>
    public const string GiftSpent = "Funds:GiftSpent";

    public const string DonorUnknown = "Funds:DonorUnknown";
    public const string ReceiptThere = "Funds:ReceiptThere";
    public const string ReceiptForRefunded = "Funds:ReceiptForRefunded";
    public const string ReceiptVoided = "Funds:ReceiptVoided";
    public const string FiscalFactsMissing = "Funds:FiscalFactsMissing";
    public const string BazaarNeedsOnSite = "Funds:BazaarNeedsOnSite";
    public const string BazaarCashBox = "Funds:BazaarCashBox";
    public const string BazaarState = "Funds:BazaarState";
    public const string StallThere = "Funds:StallThere";
    public const string NoQrAccount = "Funds:NoQrAccount";
    public const string TwoCountersNeeded = "Funds:TwoCountersNeeded";
    public const string CountsDiffer = "Funds:CountsDiffer";
    public const string AgreementTooLate = "Funds:AgreementTooLate";
    public const string AgreementDates = "Funds:AgreementDates";
    public const string ShareOutsideActivity = "Funds:ShareOutsideActivity";
    public const string ShareDeclared = "Funds:ShareDeclared";
    public const string ShareTooMuch = "Funds:ShareTooMuch";
}
