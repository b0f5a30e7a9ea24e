using NodaTime;
using Volunteer.Calendars;
using Volunteer.Recurrence;

namespace Volunteer.Framework.Tests.Recurrence;

internal sealed class LocalTimesTests
{
    [Test]
    public void Shanghai_is_eight_hours_ahead_and_reads_back()
    {
        var local = new LocalDateTime(2026, 3, 1, 6, 0);

        var utc = LocalTimes.ToUtc(local, "Asia/Shanghai");

        Assert.That(utc, Is.EqualTo(new DateTimeOffset(2026, 2, 28, 22, 0, 0, TimeSpan.Zero)));
        Assert.That(utc.Offset, Is.EqualTo(TimeSpan.Zero));
        Assert.That(LocalTimes.ToLocal(utc, "Asia/Shanghai"), Is.EqualTo(local));
    }

    [Test]
    public void A_time_that_a_clock_change_leaves_out_moves_forward_and_a_double_one_is_the_first()
    {
        Assert.That(LocalTimes.ToUtc(new LocalDateTime(2026, 3, 29, 2, 30), "Europe/Berlin"), Is.EqualTo(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero)));
        Assert.That(LocalTimes.ToUtc(new LocalDateTime(2026, 10, 25, 2, 30), "Europe/Berlin"), Is.EqualTo(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero)));
    }

    [TestCase("")]
    [TestCase("Asia/Nowhere")]
    public void An_unknown_zone_is_refused(string zone)
    {
        Assert.That(LocalTimes.TryFindZone(zone, out _), Is.False);
        Assert.That(() => LocalTimes.FindZone(zone), Throws.TypeOf<BusinessException>().With.Property("Code").EqualTo("Recurrence:ZoneUnknown"));
    }

    [Test]
    public void R8_an_overnight_occurrence_lasts_its_length_also_where_clocks_change()
    {
        var night = DutyTimetable.Create(
                DutyTimetableTests.Terms("FREQ=DAILY") with { StartTime = new LocalTime(22, 0), Minutes = 360 },
                WorkingCalendar.China)
            .On(new LocalDate(2026, 3, 28))!;

        Assert.That(night.In(LocalTimes.FindZone("Europe/Berlin"))!.Value.Duration, Is.EqualTo(Duration.FromHours(6)));
        Assert.That(night.In(LocalTimes.FindZone("Asia/Shanghai")), Is.EqualTo(new Interval(Instant.FromUtc(2026, 3, 28, 14, 0), Instant.FromUtc(2026, 3, 28, 20, 0))));
    }

    [Test]
    public void An_occurrence_that_does_not_take_place_has_no_instants()
    {
        var skipped = DutyTimetable.Create(
                DutyTimetableTests.Terms("FREQ=DAILY") with { HolidayPolicy = HolidayPolicy.Skip },
                WorkingCalendar.China)
            .On(new LocalDate(2026, 10, 1))!;

        Assert.That((skipped.StartsAt, skipped.EndsAt, skipped.In(DateTimeZone.Utc)), Is.EqualTo(((LocalDateTime?)null, (LocalDateTime?)null, (Interval?)null)));
    }
}
