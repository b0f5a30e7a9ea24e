namespace Volunteer.Funds.Banking.Statements;

/// <summary>Banks print oldest first, wallets newest first, and people sort by amount before they send.</summary>
internal static class StatementOrder
{
    /// <summary>Longer statements come from machines, which do not sort by amount.</summary>
    private const int MostShuffled = 20_000;

    public static List<StatementEntry> OldestFirst(List<StatementEntry> lines)
    {
        if (lines.Count < 2)
        {
            return lines;
        }

        // Where neither time nor balance tells, lines of one instant stay as they stand in the file.
        List<StatementEntry> best = IsSorted(lines) ? lines : [.. lines.OrderBy(line => line.Date).ThenBy(line => line.Time ?? TimeOnly.MinValue)];
        if (!lines.TrueForAll(line => line.BalanceAfter is not null) || Jumps(best) == 0)
        {
            return best;
        }

        List<StatementEntry> reversed = [.. Enumerable.Reverse(lines)];
        foreach (var other in new[] { IsSorted(reversed) ? reversed : best, lines.Count > MostShuffled ? best : AlongTheBalance(best) })
        {
            best = Jumps(other) < Jumps(best) ? other : best;
        }

        return best;
    }

    private static bool IsSorted(List<StatementEntry> lines)
    {
        for (var index = 1; index < lines.Count; index++)
        {
            var (earlier, later) = (lines[index - 1], lines[index]);
            if (earlier.Date > later.Date || (earlier.Date == later.Date && earlier.Time is { } first && later.Time is { } second && first > second))
            {
                return false;
            }
        }

        return true;
    }

    private static int Jumps(List<StatementEntry> lines)
    {
        var jumps = 0;
        for (var index = 1; index < lines.Count; index++)
        {
            jumps += lines[index - 1].BalanceAfter + lines[index].Fen == lines[index].BalanceAfter ? 0 : 1;
        }

        return jumps;
    }

    /// <summary>Inside a day the running balance says which line followed which.</summary>
    private static List<StatementEntry> AlongTheBalance(List<StatementEntry> lines)
    {
        var ordered = new List<StatementEntry>(lines.Count);
        long? balance = null;
        foreach (var day in lines.GroupBy(line => line.Date))
        {
            var byStart = day.GroupBy(line => line.BalanceAfter - line.Fen).ToDictionary(group => group.Key!.Value, group => new Queue<StatementEntry>(group));
            var ends = day.Select(line => line.BalanceAfter!.Value).ToHashSet();
            for (var left = day.Count(); left > 0; left--)
            {
                // After the one before; else one that follows no other of this day; else just the next.
                var queue = balance is { } at && byStart.TryGetValue(at, out var following) && following.Count > 0
                    ? following
                    : byStart.Values.FirstOrDefault(starts => starts.Count > 0 && !ends.Contains(starts.Peek().BalanceAfter!.Value - starts.Peek().Fen))
                        ?? byStart.Values.First(starts => starts.Count > 0);
                var line = queue.Dequeue();
                ordered.Add(line);
                balance = line.BalanceAfter;
            }
        }

        return ordered;
    }
}
