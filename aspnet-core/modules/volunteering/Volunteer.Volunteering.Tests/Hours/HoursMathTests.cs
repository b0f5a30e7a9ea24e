using Volunteer.Volunteering.Hours;

namespace Volunteer.Volunteering.Tests.Hours;

internal sealed class HoursMathTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 9, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Eleven = Nine.AddHours(2);
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Test]
    public void H1_three_times_twenty_minutes_is_an_hour() => Assert.That(
        Enumerable.Range(0, 3).Sum(_ => Minutes(Nine, Nine.AddMinutes(20))),
        Is.EqualTo(60));

    [TestCase(-15, 135, 120, Description = "early and late do not count")]
    [TestCase(10, 120, 110, Description = "came late")]
    [TestCase(0, 100, 100, Description = "left early")]
    [TestCase(0, 0, 0)]
    [TestCase(-60, -30, 0, Description = "gone before it began")]
    [TestCase(130, 150, 0, Description = "came after it ended")]
    public void H1_only_presence_within_the_shift_counts(int arrived, int left, int minutes) =>
        Assert.That(Minutes(Nine.AddMinutes(arrived), Nine.AddMinutes(left)), Is.EqualTo(minutes));

    [Test]
    public void H1_seconds_are_kept_until_the_end_and_cut_once() => Assert.Multiple(() =>
    {
        Assert.That(Minutes(Nine.AddSeconds(30), Nine.AddMinutes(10).AddSeconds(29)), Is.EqualTo(9));
        Assert.That(Minutes(Nine.AddSeconds(30), Nine.AddMinutes(10).AddSeconds(30)), Is.EqualTo(10));
        Assert.That(Minutes(Nine, Nine.AddSeconds(59)), Is.Zero);
    });

    [Test]
    public void A7_breaks_are_taken_off() => Assert.Multiple(() =>
    {
        Assert.That(HoursMath.Credit(Nine, Eleven, Nine, Eleven, breakMinutes: 25)!.Minutes, Is.EqualTo(95));
        Assert.That(HoursMath.Credit(Nine, Eleven, Nine, Eleven, breakMinutes: 120), Is.Null);
    });

    [Test]
    public void H2_what_is_counted_elsewhere_is_not_counted_again() => Assert.Multiple(() =>
    {
        Assert.That(Minutes(Nine, Eleven, (Nine.AddMinutes(-30), Nine.AddMinutes(30))), Is.EqualTo(90));
        Assert.That(Minutes(Nine, Eleven, (Nine.AddMinutes(10), Nine.AddMinutes(40)), (Nine.AddMinutes(30), Nine.AddMinutes(50))), Is.EqualTo(80), "overlapping spans");
        Assert.That(Minutes(Nine, Eleven, (Nine.AddMinutes(10), Nine.AddMinutes(50)), (Nine.AddMinutes(20), Nine.AddMinutes(30))), Is.EqualTo(80), "one within the other");
        Assert.That(Minutes(Nine, Eleven, (Nine.AddHours(-1), Eleven.AddHours(1))), Is.Zero);
        Assert.That(Minutes(Nine, Eleven, (Eleven, Eleven.AddHours(1))), Is.EqualTo(120), "touching");
    });

    [Test]
    public void H2_the_span_gives_way_where_it_begins_or_ends_elsewhere()
    {
        var later = HoursMath.Credit(Nine, Eleven, Nine, Eleven, 0, [(Nine.AddHours(-1), Nine.AddMinutes(30)), (Eleven.AddMinutes(-10), Eleven.AddHours(1))]);

        Assert.That(later, Is.EqualTo(new Credit(Nine.AddMinutes(30), Eleven.AddMinutes(-10), 80)));
    }

    [Test]
    public void H3_an_entry_across_the_end_of_a_month_is_split_in_the_report_only()
    {
        var from = new DateTimeOffset(2026, 1, 31, 22, 0, 0, TimeSpan.FromHours(8));

        Assert.That(HoursMath.ByMonth(from, from.AddHours(4), 240, Shanghai), Is.EqualTo(new[] { (2026, 1, 120), (2026, 2, 120) }));
        Assert.That(HoursMath.ByMonth(from, from.AddHours(4), 101, Shanghai).Sum(part => part.Minutes), Is.EqualTo(101));
        Assert.That(HoursMath.ByMonth(from, from.AddHours(4), -240, Shanghai), Is.EqualTo(new[] { (2026, 1, -120), (2026, 2, -120) }));
    }

    [Test]
    public void H3_the_turn_of_the_year_is_a_turn_of_the_month_too()
    {
        var from = new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.FromHours(8));

        Assert.That(HoursMath.ByMonth(from, from.AddHours(3), 180, Shanghai), Is.EqualTo(new[] { (2026, 12, 60), (2027, 1, 120) }));
        Assert.That(HoursMath.ByMonth(from, from.AddHours(1), 60, Shanghai), Is.EqualTo(new[] { (2026, 12, 60) }), "ends at midnight sharp");
    }

    private static int Minutes(DateTimeOffset arrived, DateTimeOffset left, params (DateTimeOffset From, DateTimeOffset To)[] elsewhere) =>
        HoursMath.Credit(arrived, left, Nine, Eleven, 0, elsewhere)?.Minutes ?? 0;
}
