namespace Volunteer.Funds.Tracing;

/// <summary>Splits a whole into parts by weights so that the parts add up: the largest remainders get the last units.</summary>
internal static class LargestRemainder
{
    /// <summary>Deterministic: equal remainders go to the earlier part. Negative wholes are the mirror image.</summary>
    public static IReadOnlyList<long> Split(long whole, IReadOnlyList<long> weights)
    {
        if (weights.Count == 0 || weights.Any(weight => weight < 0) || weights.All(weight => weight == 0))
        {
            throw new ArgumentException("Weights must be there and above zero.", nameof(weights));
        }

        var sum = weights.Aggregate(Int128.Zero, (total, weight) => total + weight);
        var size = Int128.Abs(whole);
        var parts = new long[weights.Count];
        var remainders = new Int128[weights.Count];
        var given = Int128.Zero;
        for (var index = 0; index < parts.Length; index++)
        {
            var share = size * weights[index];
            parts[index] = (long)(share / sum);
            remainders[index] = share % sum;
            given += parts[index];
        }

        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(index => remainders[index]).ThenBy(index => index).Take((int)(size - given)))
        {
            parts[index]++;
        }

        return whole < 0 ? [.. parts.Select(part => -part)] : parts;
    }
}
