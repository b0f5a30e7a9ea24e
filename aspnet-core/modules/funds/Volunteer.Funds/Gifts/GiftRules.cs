using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Gifts;

internal static class GiftRules
{
    public const int LongestItem = 100;
    public const int LongestUnit = 20;
    public const int LongestLine = 200;
    public const int LongestAlias = 50;
    public const int LongestReason = 300;

    /// <summary>The name others may read, or null for nobody's.</summary>
    public static string? PublicName(DonorDisplay display, string? alias, Party? party) => display switch
    {
        DonorDisplay.Anonymous => null,
        DonorDisplay.Alias => alias,
        DonorDisplay.FullName => party?.Name,
        _ => party is null ? null : PartyRules.MaskedName(party),
    };
}
