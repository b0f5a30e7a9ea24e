namespace Volunteer.Funds;

/// <summary>Amounts are whole yuan.</summary>
public static class FundsSettings
{
    /// <summary>Above it two people must approve.</summary>
    public const string TwoApproversAbove = "Funds.TwoApproversAbove";

    /// <summary>Above it the committee must have voted.</summary>
    public const string CommitteeAbove = "Funds.CommitteeAbove";

    /// <summary>Above it the approver shows the second factor once more.</summary>
    public const string SecondFactorAbove = "Funds.SecondFactorAbove";

    public const string ApprovalLimitSecretary = "Funds.ApprovalLimitSecretary";
    public const string ApprovalLimitFundManager = "Funds.ApprovalLimitFundManager";
    public const string ApprovalLimitClubLeader = "Funds.ApprovalLimitClubLeader";

    /// <summary>Nothing is shown of what was spent on fewer people than this.</summary>
    public const string SmallestGroup = "Funds.SmallestGroup";

    /// <summary>Roles whose holders may approve up to a limit.</summary>
    public static readonly IReadOnlyList<string> RolesWithLimit = [RoleNames.Secretary, RoleNames.FundManager, RoleNames.ClubLeader];

    public static string ApprovalLimitOf(string role) => role switch
    {
        RoleNames.Secretary => ApprovalLimitSecretary,
        RoleNames.FundManager => ApprovalLimitFundManager,
        RoleNames.ClubLeader => ApprovalLimitClubLeader,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
