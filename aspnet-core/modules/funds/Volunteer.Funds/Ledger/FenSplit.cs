namespace Volunteer.Funds.Ledger;

/// <summary>
/// Splits an amount so that the parts add up to it to the fen: by largest remainder, and among equal remainders the first
/// part wins, so the same question always has the same answer. Negative amounts are the mirror image.
/// </summary>
internal static class FenSplit
{
    /// <summary>¥100.00 among three is 33.34, 33.33, 33.33.</summary>
    public static IReadOnlyList<long> Evenly(long fen, int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        return By(fen, [.. Enumerable.Repeat(1L, parts)]);
    }

    /// <param name="weights">None negative, at least one above zero.</param>
    public static IReadOnlyList<long> By(long fen, IReadOnlyList<long> weights)
    {
        if (weights.Any(weight => weight < 0) || weights.All(weight => weight == 0))
        {
            throw new ArgumentException("Weights are zero or more, and one is more.", nameof(weights));
        }

        var amount = Int128.Abs(fen);
        var whole = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);
        var parts = weights.Select(weight => (long)(amount * weight / whole)).ToArray();
        var left = (int)(amount - parts.Aggregate(Int128.Zero, (sum, part) => sum + part));
        foreach (var index in Enumerable.Range(0, weights.Count).OrderByDescending(index => amount * weights[index] % whole).ThenBy(index => index).Take(left))
        {
            parts[index]++;
        }

        return fen < 0 ? [.. parts.Select(part => -part)] : parts;
    }
}
