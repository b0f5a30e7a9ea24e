using System.Diagnostics;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Volunteer.Recurrence;

namespace Volunteer.Benchmarks.Recurrence;

/// <summary>Reading and expanding rules over one year, against python-dateutil on the same rules where it is installed.</summary>
internal static class RecurrenceSpeed
{
    private const int MostWarmUps = 20;

    private static readonly LocalDateTime From = new(2026, 1, 1, 0, 0);
    private static readonly LocalDateTime To = new(2027, 1, 1, 0, 0);
    private static readonly LocalDateTimePattern Format = LocalDateTimePattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss");

    public static async Task<int> RunAsync(Arguments arguments)
    {
        var count = arguments.Number("rules", 10_000);
        var rounds = arguments.Number("rounds", 5);
        var maker = new RuleMaker(arguments.Seed);
        arguments.Complete();

        var rules = Enumerable.Range(0, count).Select(_ => maker.Next()).ToList();
        var hasDateutil = (await PythonAsync("-c", "import dateutil")).ExitCode == 0;
        Console.WriteLine($"{count:N0} rules, read and expanded over one year, on one core{(hasDateutil ? ", in turn with python-dateutil" : " (python-dateutil is not installed: ours only)")}.");

        var dates = Expand(rules).Dates;
        var warmUps = new List<double>();
        while (warmUps.Count < MostWarmUps && !Figures.IsSteady(warmUps))
        {
            warmUps.Add(Expand(rules).Milliseconds);
        }

        var verdict = new Verdict();
        var (ours, theirs) = (new List<double>(), new List<double>());
        var folder = Directory.CreateTempSubdirectory("volunteer-bench-");
        try
        {
            var (rulesFile, datesFile) = (Path.Combine(folder.FullName, "rules"), Path.Combine(folder.FullName, "dates"));
            await File.WriteAllLinesAsync(rulesFile, rules.Select(rule => $"{Format.Format(rule.Start)}\t{rule.Text}"));
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(Expand(rules).Milliseconds);
                if (hasDateutil)
                {
                    theirs.Add(await DateutilAsync(rulesFile, datesFile));
                }
            }

            Console.WriteLine($"ours            {Figures.Summary(ours, "N1", "ms")}, {dates.Sum(year => year.Count):N0} dates");
            if (hasDateutil)
            {
                Console.WriteLine($"python-dateutil {Figures.Summary(theirs, "N1", "ms")}: ours is {Figures.Median(theirs) / Figures.Median(ours):N0} times as fast");
                var expected = await File.ReadAllLinesAsync(datesFile);
                var different = Enumerable.Range(0, count).Where(index => string.Join(' ', dates[index].Select(Format.Format)) != expected[index]).ToList();
                verdict.Equal("rules with other dates", different.Count, 0);
                foreach (var index in different.Take(5))
                {
                    Console.WriteLine($"    {Format.Format(rules[index].Start)} {rules[index].Text}");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        verdict.Check(dates.TrueForAll(year => year.TrueForAll(date => date >= From && date < To)), "every date lies in the year");
        return verdict.Close();
    }

    private static (List<List<LocalDateTime>> Dates, double Milliseconds) Expand(List<MadeRule> rules)
    {
        var start = Stopwatch.GetTimestamp();
        var dates = rules.ConvertAll(rule => RecurrenceRule.Parse(rule.Text).Occurrences(rule.Start, From, To).ToList());
        return (dates, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static async Task<double> DateutilAsync(string rulesFile, string datesFile)
    {
        var (exitCode, output) = await PythonAsync(Path.Combine(AppContext.BaseDirectory, "Recurrence", "dateutil_year.py"), rulesFile, datesFile);
        return exitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"python3 failed: {output}");
    }

    private static async Task<(int ExitCode, string Output)> PythonAsync(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("python3", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no Python at all.
            return (-1, string.Empty);
        }
    }
}
