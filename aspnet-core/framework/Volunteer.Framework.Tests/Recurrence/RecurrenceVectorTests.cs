using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Volunteer.Recurrence;

namespace Volunteer.Framework.Tests.Recurrence;

/// <summary>The rules and dates that python-dateutil worked out.</summary>
internal sealed class RecurrenceVectorTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// The vectors list no more than this many occurrences, counted before exceptions are taken out, though the rule and
    /// the range go on. It concerns the two below and was confirmed with dateutil, which goes on as well.
    /// </summary>
    private const int MostListed = 400;

    private static readonly string[] CutShort = ["20260101-113", "20260101-227"];

    [Test]
    public void All_shared_vectors_yield_exactly_their_dates()
    {
        var vectors = Vectors();

        Assert.That(vectors, Has.Count.EqualTo(240));
        Assert.Multiple(() =>
        {
            foreach (var vector in vectors)
            {
                Assert.That(Dates(Rule(vector), vector), Is.EqualTo(vector.Expected), $"{vector.Id}: {vector.Rule}");
            }
        });
    }

    [Test]
    public void Only_the_two_vectors_known_to_be_cut_short_are_compared_up_to_the_cut() => Assert.That(
        Vectors().Where(vector => WithoutExceptions(vector).Skip(MostListed).Any()).Select(vector => vector.Id),
        Is.EqualTo(CutShort));

    [Test]
    public void All_shared_rules_keep_their_meaning_in_canonical_text()
    {
        Assert.Multiple(() =>
        {
            foreach (var vector in Vectors())
            {
                var rule = Rule(vector);
                var again = RecurrenceRule.Parse(rule.ToString());
                Assert.That(again, Is.EqualTo(rule), vector.Id);
                Assert.That(Dates(again, vector), Is.EqualTo(vector.Expected), vector.Id);
            }
        });
    }

    private static List<string> Dates(RecurrenceRule rule, Vector vector)
    {
        var occurrences = rule.Occurrences(Time(vector.Start), Time(vector.From), Time(vector.To));
        if (CutShort.Contains(vector.Id, StringComparer.Ordinal))
        {
            var cut = WithoutExceptions(vector).ElementAt(MostListed);
            occurrences = occurrences.TakeWhile(occurrence => occurrence < cut);
        }

        return [.. occurrences.Select(LocalDateTimePattern.GeneralIso.Format)];
    }

    private static IEnumerable<LocalDateTime> WithoutExceptions(Vector vector) =>
        RecurrenceRule.Parse(vector.Rule).Occurrences(Time(vector.Start), Time(vector.From), Time(vector.To));

    private static List<Vector> Vectors() => JsonSerializer.Deserialize<List<Vector>>(SharedData.Read("recurrence-vectors.json"), Json)!;

    private static RecurrenceRule Rule(Vector vector) => RecurrenceRule.Parse(vector.Rule).WithExceptions(vector.Except.Select(Time));

    private static LocalDateTime Time(string text) => LocalDateTimePattern.GeneralIso.Parse(text).Value;

    private sealed record Vector(string Id, string Start, string Rule, string[] Except, string From, string To, string[] Expected);
}
