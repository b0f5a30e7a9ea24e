using NodaTime.Text;
using Volunteer.Calendars;
using Volunteer.Recurrence;

namespace Volunteer.Framework.Tests.Calendars;

internal sealed class ChineseLunarCalendarTests
{
    [TestCase(2024, "2024-10-11")]
    [TestCase(2025, "2025-10-29")]
    [TestCase(2026, "2026-10-18")]
    [TestCase(2027, "2027-10-08")]
    [TestCase(2028, "2028-10-26")]
    [TestCase(2029, "2029-10-16")]
    [TestCase(2030, "2030-10-05")]
    public void R19_double_ninth(int year, string expected) => Assert.That(InSolarYear(year, 9, 9), Is.EqualTo(new[] { expected }));

    [TestCase(2024, "2024-01-18")]
    [TestCase(2025, "2025-01-07")]
    [TestCase(2026, "2026-01-26")]
    [TestCase(2027, "2027-01-15")]
    [TestCase(2028, "2028-01-04")]
    [TestCase(2029, "2029-01-22")]
    [TestCase(2030, "2030-01-11")]
    public void R19_laba(int year, string expected) => Assert.That(InSolarYear(year, 12, 8), Is.EqualTo(new[] { expected }));

    [TestCase(2024, "2024-02-10")]
    [TestCase(2025, "2025-01-29")]
    [TestCase(2026, "2026-02-17")]
    [TestCase(2027, "2027-02-06")]
    [TestCase(2028, "2028-01-26")]
    [TestCase(2029, "2029-02-13")]
    [TestCase(2030, "2030-02-03")]
    public void R19_spring_festival(int year, string expected) => Assert.That(InSolarYear(year, 1, 1), Is.EqualTo(new[] { expected }));

    [Test]
    public void R19_a_solar_year_can_have_a_lunar_day_twice_or_not_at_all()
    {
        Assert.That(InSolarYear(2022, 12, 8), Is.EqualTo(new[] { "2022-01-10", "2022-12-30" }));
        Assert.That(InSolarYear(2023, 12, 8), Is.Empty);
    }

    [Test]
    public void R19_the_sixth_month_of_2025_comes_twice_and_the_policy_decides()
    {
        Assert.That(ChineseLunarCalendar.LeapMonthOf(2025), Is.EqualTo(6));
        Assert.That(ChineseLunarCalendar.LeapMonthOf(2026), Is.Null);
        Assert.That(InSolarYear(2025, 6, 1), Is.EqualTo(new[] { "2025-06-25" }));
        Assert.That(InSolarYear(2025, 6, 1, LeapMonth.UseLeap), Is.EqualTo(new[] { "2025-07-25" }));
        Assert.That(InSolarYear(2025, 6, 1, LeapMonth.Both), Is.EqualTo(new[] { "2025-06-25", "2025-07-25" }));
    }

    [Test]
    public void R19_without_a_leap_month_every_policy_means_the_ordinary_month() => Assert.That(
        Enum.GetValues<LeapMonth>().Select(leap => InSolarYear(2026, 9, 9, leap)),
        Is.All.EqualTo(new[] { "2026-10-18" }));

    [Test]
    public void R19_months_before_and_after_the_leap_month_keep_their_numbers()
    {
        Assert.That(InSolarYear(2025, 5, 5), Is.EqualTo(new[] { "2025-05-31" }));
        Assert.That(InSolarYear(2025, 7, 7), Is.EqualTo(new[] { "2025-08-29" }));
        Assert.That(InSolarYear(2025, 8, 15), Is.EqualTo(new[] { "2025-10-06" }));
    }

    [Test]
    public void R5_a_thirtieth_that_the_lunar_month_lacks_is_skipped_or_becomes_the_last_day()
    {
        // New year's eve of 2025 and 2026 was the 29th.
        Assert.That(InSolarYear(2026, 12, 30), Is.Empty);
        Assert.That(InSolarYear(2026, 12, 30, LeapMonth.UseRegular, MissingDay.LastDay), Is.EqualTo(new[] { "2026-02-16" }));
        Assert.That(InSolarYear(2024, 12, 30, LeapMonth.UseRegular, MissingDay.LastDay), Is.EqualTo(new[] { "2024-02-09" }));
    }

    [Test]
    public void Solar_dates_read_back_as_the_lunar_dates_they_came_from()
    {
        for (var year = 1990; year <= 2099; year++)
        {
            for (var month = 1; month <= 12; month++)
            {
                var regular = ChineseLunarCalendar.InLunarYear(year, month, 29, LeapMonth.UseRegular, MissingDay.Skip).Single();
                Assert.That(ChineseLunarCalendar.FromSolar(regular), Is.EqualTo(new LunarDate(year, month, 29, IsLeapMonth: false)));
                if (ChineseLunarCalendar.LeapMonthOf(year) == month)
                {
                    var leap = ChineseLunarCalendar.InLunarYear(year, month, 29, LeapMonth.UseLeap, MissingDay.Skip).Single();
                    Assert.That(ChineseLunarCalendar.FromSolar(leap), Is.EqualTo(new LunarDate(year, month, 29, IsLeapMonth: true)));
                }
            }
        }
    }

    [Test]
    public void Years_beyond_the_tables_have_no_dates_and_senseless_days_are_refused()
    {
        Assert.That(InSolarYear(1900, 1, 1), Is.Empty);
        Assert.That(InSolarYear(2102, 1, 1), Is.Empty);
        Assert.That(() => InSolarYear(2026, 13, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => InSolarYear(2026, 1, 31), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static List<string> InSolarYear(
        int year, int month, int day, LeapMonth leap = LeapMonth.UseRegular, MissingDay missingDay = MissingDay.Skip) =>
        [.. ChineseLunarCalendar.InSolarYear(year, month, day, leap, missingDay).Select(LocalDatePattern.Iso.Format)];
}
