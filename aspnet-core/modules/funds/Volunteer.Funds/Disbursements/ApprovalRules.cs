namespace Volunteer.Funds.Disbursements;

/// <summary>How many must agree, from the community's settings (ADR 0028).</summary>
internal sealed record ApprovalRules(long TwoAboveFen, long CommitteeAboveFen, long SecondFactorAboveFen)
{
    public int ApproversFor(long fen) => fen > TwoAboveFen ? 2 : 1;

    public bool NeedsCommittee(long fen) => fen > CommitteeAboveFen;

    public bool NeedsSecondFactor(long fen) => fen > SecondFactorAboveFen;

    public static async Task<ApprovalRules> ReadAsync(ISettings settings, CancellationToken cancellationToken) => new(
        await FenAsync(settings, FundsSettings.TwoApproversAbove, cancellationToken),
        await FenAsync(settings, FundsSettings.CommitteeAbove, cancellationToken),
        await FenAsync(settings, FundsSettings.SecondFactorAbove, cancellationToken));

    /// <summary>The highest limit of the roles that somebody has; zero for roles without one.</summary>
    public static async Task<long> LimitAsync(ISettings settings, IReadOnlySet<string> roles, CancellationToken cancellationToken)
    {
        var limit = 0L;
        foreach (var role in FundsSettings.RolesWithLimit.Where(roles.Contains))
        {
            limit = Math.Max(limit, await FenAsync(settings, FundsSettings.ApprovalLimitOf(role), cancellationToken));
        }

        return limit;
    }

    private static async Task<long> FenAsync(ISettings settings, string name, CancellationToken cancellationToken) =>
        await settings.GetIntegerAsync(name, cancellationToken) * 100L;
}
