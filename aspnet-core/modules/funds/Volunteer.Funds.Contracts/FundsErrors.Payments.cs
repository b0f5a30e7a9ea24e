namespace Volunteer.Funds;

public static partial class FundsErrors
{
    /// <summary>What came is not signed by the provider.</summary>
    public const string WebhookRefused = "Funds:WebhookRefused";

    /// <summary>The signature cannot be checked: no secret is set, or the provider is off.</summary>
    public const string WebhookNotReady = "Funds:WebhookNotReady";

    public const string ProviderNotAvailable = "Funds:ProviderNotAvailable";
    public const string ProviderRefused = "Funds:ProviderRefused";
    public const string ProviderSilent = "Funds:ProviderSilent";
    public const string PaymentKeysMissing = "Funds:PaymentKeysMissing";
    public const string PaymentKeyOfOtherMode = "Funds:PaymentKeyOfOtherMode";
    public const string NoKeysHere = "Funds:NoKeysHere";
    public const string NotABankAccount = "Funds:NotABankAccount";
    public const string WalletNeeded = "Funds:WalletNeeded";
    public const string GeneralFundRestricted = "Funds:GeneralFundRestricted";
    public const string TransferDetailsMissing = "Funds:TransferDetailsMissing";
    public const string TransferSumsTaken = "Funds:TransferSumsTaken";
    public const string TransferDiffers = "Funds:TransferDiffers";
    public const string PaymentNotPaid = "Funds:PaymentNotPaid";
    public const string RefundTooLarge = "Funds:RefundTooLarge";
    public const string RefundByHand = "Funds:RefundByHand";
    public const string CampaignMembersOnly = "Funds:CampaignMembersOnly";
    public const string QuestionSettled = "Funds:QuestionSettled";
    public const string QuestionNotAcceptable = "Funds:QuestionNotAcceptable";
}
