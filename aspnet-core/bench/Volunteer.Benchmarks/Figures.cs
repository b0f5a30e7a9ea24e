using System.Globalization;

namespace Volunteer.Benchmarks;

/// <summary>Middle and ends of repeated measurements.</summary>
internal static class Figures
{
    /// <summary>Said under every figure that was taken over HTTP or against a server on this machine.</summary>
    public const string SharedMachine = "Load generator, host and database server share this machine's cores; only the ratios within this run count.";

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Of sorted values; the smallest value that so many of them do not exceed.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)];

    /// <summary>Median, and from the lowest to the highest.</summary>
    public static string Summary(IReadOnlyCollection<double> values, string format, string unit)
    {
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"median {Text(Median(values))} {unit} (from {Text(values.Min())} to {Text(values.Max())}, {values.Count} rounds)";
    }

    /// <summary>Warm enough: the last three rounds agree within a tenth.</summary>
    public static bool IsSteady(IReadOnlyList<double> values) => values.Count >= 3 && AgreeWithin([.. values.Skip(values.Count - 3)], 0.1);

    private static bool AgreeWithin(IReadOnlyCollection<double> values, double share) => values.Max() <= values.Min() * (1 + share);
}
