using NodaTime;
using Volunteer.Calendars;
using Volunteer.Recurrence;

namespace Volunteer.Framework.Tests.Recurrence;

internal sealed class RecurrenceSummaryTests
{
    /// <summary>A Saturday.</summary>
    private static readonly LocalDate Start = new(2026, 2, 28);

    [TestCase("FREQ=DAILY;INTERVAL=3", RecurrenceKind.Daily)]
    [TestCase("FREQ=DAILY;BYDAY=MO,FR", RecurrenceKind.Weekly)]
    [TestCase("FREQ=DAILY;INTERVAL=2;BYDAY=MO", RecurrenceKind.Custom)]
    [TestCase("FREQ=WEEKLY", RecurrenceKind.Weekly)]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=-1", RecurrenceKind.MonthlyByDay)]
    [TestCase("FREQ=MONTHLY", RecurrenceKind.MonthlyByDay)]
    [TestCase("FREQ=MONTHLY;BYDAY=-1SA", RecurrenceKind.MonthlyByWeekday)]
    [TestCase("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", RecurrenceKind.Custom)]
    [TestCase("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", RecurrenceKind.Custom)]
    [TestCase("FREQ=YEARLY", RecurrenceKind.YearlyByDay)]
    [TestCase("FREQ=YEARLY;BYMONTH=3;BYDAY=1SU", RecurrenceKind.YearlyByWeekday)]
    [TestCase("FREQ=YEARLY;BYDAY=20MO", RecurrenceKind.Custom)]
    [TestCase("FREQ=WEEKLY;BYMONTH=6", RecurrenceKind.Custom)]
    [TestCase("LUNAR=9/9", RecurrenceKind.Lunar)]
    public void Each_rule_has_the_kind_of_sentence_that_fits(string rule, RecurrenceKind kind) =>
        Assert.That(RecurrenceSummary.Of(DutyRule.Parse(rule), Start).Kind, Is.EqualTo(kind));

    [Test]
    public void What_the_rule_leaves_open_comes_from_the_start()
    {
        Assert.That(Summary("FREQ=WEEKLY").Weekdays, Is.EqualTo(new[] { new SummaryWeekday(6, 0) }));
        Assert.That(Summary("FREQ=MONTHLY").MonthDays, Is.EqualTo(new[] { 28 }));
        Assert.That((Summary("FREQ=YEARLY").Months[0], Summary("FREQ=YEARLY").MonthDays[0]), Is.EqualTo((2, 28)));
        Assert.That(Summary("FREQ=YEARLY;BYMONTH=5").Months, Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public void What_the_rule_says_is_all_there()
    {
        var summary = Summary("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SA,2SU;UNTIL=20261231\nEXDATE:20260926T090000");

        Assert.That(summary.Interval, Is.EqualTo(2));
        Assert.That(summary.Weekdays, Is.EqualTo(new[] { new SummaryWeekday(6, -1), new SummaryWeekday(7, 2) }));
        Assert.That((summary.Count, summary.Until), Is.EqualTo(((int?)null, (DateOnly?)new DateOnly(2026, 12, 31))));
        Assert.That(summary.Exceptions, Is.EqualTo(new[] { new DateOnly(2026, 9, 26) }));
        Assert.That(Summary("FREQ=DAILY;COUNT=7").Count, Is.EqualTo(7));
    }

    [Test]
    public void A_lunar_rule_says_its_day_and_leap_month()
    {
        var summary = Summary("LUNAR=6/1;LEAP=BOTH");

        Assert.That((summary.LunarMonth, summary.LunarDay, summary.Leap), Is.EqualTo(((int?)6, (int?)1, (LeapMonth?)LeapMonth.Both)));
    }

    private static RecurrenceSummary Summary(string rule) => RecurrenceSummary.Of(DutyRule.Parse(rule), Start);
}
