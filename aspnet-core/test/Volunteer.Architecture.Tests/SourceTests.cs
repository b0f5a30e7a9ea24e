using System.Text.RegularExpressions;

namespace Volunteer.Architecture.Tests;

/// <summary>Rules that no compiler knows.</summary>
internal sealed partial class SourceTests
{
    [Test]
    public void Nobody_asks_the_wall_clock() => Assert.That(Offenders(WallClock(), withTests: false), Is.Empty);

    [Test]
    public void Nobody_sleeps() => Assert.That(Offenders(Sleep(), withTests: true), Is.Empty);

    [Test]
    public void Nobody_switches_all_filters_off() => Assert.That(Offenders(AllFiltersOff(), withTests: true), Is.Empty);

    [Test]
    public void Nobody_logs_what_people_typed() => Assert.That(Offenders(SensitiveLogging(), withTests: true), Is.Empty);

    private static IEnumerable<string> Offenders(Regex pattern, bool withTests) => House.Sources(withTests)
        .Where(file => file.Name != $"{nameof(SourceTests)}.cs" && pattern.IsMatch(File.ReadAllText(file.FullName)))
        .Select(file => file.Name);

    [GeneratedRegex(@"\bDate(Time|TimeOffset)\.(Now|UtcNow|Today)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bThread\.Sleep\b", RegexOptions.CultureInvariant)]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\.IgnoreQueryFilters\(\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex AllFiltersOff();

    [GeneratedRegex(@"\bEnableSensitiveDataLogging\b", RegexOptions.CultureInvariant)]
    private static partial Regex SensitiveLogging();
}
