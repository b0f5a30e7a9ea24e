namespace Volunteer.Funds.Banking.Matching;

/// <summary>Which of these amounts make up that sum? Bounded by steps, so that it ends, and ends the same way everywhere.</summary>
internal static class SubsetSearch
{
    /// <summary>At most two subsets, as positions: a second one means that the first proves nothing.</summary>
    /// <param name="amounts">Above zero.</param>
    public static List<int[]> Find(long target, IReadOnlyList<long> amounts, int atLeast, int atMost, ref int steps)
    {
        var order = Enumerable.Range(0, amounts.Count).Where(index => amounts[index] <= target).OrderByDescending(index => amounts[index]).ThenBy(index => index).ToArray();
        var rest = new long[order.Length + 1];
        for (var index = order.Length - 1; index >= 0; index--)
        {
            rest[index] = rest[index + 1] + amounts[order[index]];
        }

        var found = new List<int[]>();
        Walk(0, target, [], ref steps);
        return found;

        void Walk(int from, long left, List<int> taken, ref int budget)
        {
            if (left == 0)
            {
                if (taken.Count >= atLeast)
                {
                    found.Add([.. taken.Select(index => order[index]).Order()]);
                }

                return;
            }

            for (var index = from; index < order.Length && taken.Count < atMost; index++)
            {
                if (found.Count >= 2 || --budget <= 0 || rest[index] < left)
                {
                    return;
                }

                if (amounts[order[index]] <= left)
                {
                    taken.Add(index);
                    Walk(index + 1, left - amounts[order[index]], taken, ref budget);
                    taken.RemoveAt(taken.Count - 1);
                }
            }
        }
    }
}
