using NodaTime;
using NodaTime.Text;
using Volunteer.Calendars;
using Volunteer.Recurrence;

namespace Volunteer.Framework.Tests.Recurrence;

internal sealed class DutyTimetableTests
{
    private const string LastSaturday = "FREQ=MONTHLY;BYDAY=-1SA";

    [TestCase(HolidayPolicy.Hold, "2026-02-28", HolidayEffect.None, "2026-09-26", HolidayEffect.None)]
    [TestCase(HolidayPolicy.Skip, null, HolidayEffect.Skipped, null, HolidayEffect.Skipped)]
    [TestCase(HolidayPolicy.MoveBefore, "2026-02-27", HolidayEffect.MovedBefore, "2026-09-24", HolidayEffect.MovedBefore)]
    [TestCase(HolidayPolicy.MoveAfter, "2026-03-01", HolidayEffect.MovedAfter, "2026-09-28", HolidayEffect.MovedAfter)]
    [TestCase(HolidayPolicy.Ask, null, HolidayEffect.NeedsDecision, null, HolidayEffect.NeedsDecision)]
    public void R2_each_policy_gives_its_date_on_a_make_up_saturday_and_in_mid_autumn(
        HolidayPolicy policy, string? february, HolidayEffect onFebruary, string? september, HolidayEffect onSeptember)
    {
        var year = In2026(Terms(LastSaturday) with { HolidayPolicy = policy });

        var affected = year.Where(occurrence => occurrence.HolidayName is not null).ToList();
        Assert.That(affected.Select(occurrence => Text(occurrence.OriginalDate)), Is.EqualTo(new[] { "2026-02-28", "2026-09-26" }));
        Assert.That(affected.Select(occurrence => Text(occurrence.Date)), Is.EqualTo(new[] { february, september }));
        Assert.That(affected.Select(occurrence => occurrence.Effect), Is.EqualTo(new[] { onFebruary, onSeptember }));
        Assert.That(affected.Select(occurrence => occurrence.HolidayName), Is.EqualTo(new[] { "春节", "中秋节" }));
        Assert.That(affected.Select(occurrence => occurrence.OnMakeUpWorkday), Is.EqualTo(new[] { true, false }));
        Assert.That(
            year.Except(affected),
            Has.Exactly(10).Matches<PlannedOccurrence>(occurrence => occurrence!.Date == occurrence.OriginalDate && occurrence.Effect == HolidayEffect.None));
    }

    [TestCase(HolidayPolicy.MoveBefore, "2026-04-30")]
    [TestCase(HolidayPolicy.MoveAfter, "2026-05-06")]
    public void R2_a_date_moved_onto_another_one_is_merged_into_it(HolidayPolicy policy, string target)
    {
        var year = In2026(Terms("FREQ=DAILY") with { HolidayPolicy = policy });

        var labourDay = year.Where(occurrence => occurrence.HolidayKey == "LabourDay" && !occurrence.OnMakeUpWorkday).ToList();
        Assert.That(labourDay, Has.Count.EqualTo(5));
        Assert.That(labourDay.Select(occurrence => (occurrence.Effect, occurrence.Date, Text(occurrence.MergedInto))), Is.All.EqualTo((HolidayEffect.MergedInto, (LocalDate?)null, target)));
        Assert.That(HeldDates(year), Is.Unique.And.Count.EqualTo(year.Count - 33 - 6));
    }

    [TestCase(HolidayPolicy.MoveBefore, "2026-09-30")]
    [TestCase(HolidayPolicy.MoveAfter, "2026-10-08")]
    public void R2_of_several_dates_moved_to_one_day_the_earliest_takes_it(HolidayPolicy policy, string target)
    {
        // 1 and 5 October are both in the National Day week, so both move to the same day, which the rule does not yield.
        var terms = Terms("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1,5") with { HolidayPolicy = policy };

        var october = In2026(terms);

        Assert.That(october.Select(occurrence => Text(occurrence.Date)), Is.EqualTo(new[] { target, null }));
        Assert.That(october[1].Effect, Is.EqualTo(HolidayEffect.MergedInto));
        Assert.That(Text(october[1].MergedInto), Is.EqualTo("2026-10-01"));
    }

    [TestCase(HolidayPolicy.MoveBefore)]
    [TestCase(HolidayPolicy.MoveAfter)]
    public void R2_no_rule_ever_has_two_on_one_date_and_any_range_plans_the_same(HolidayPolicy policy)
    {
        string[] rules = ["FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=WEEKLY;BYDAY=TH,FR", "FREQ=MONTHLY;BYMONTHDAY=1,-1", "FREQ=DAILY;COUNT=300"];
        foreach (var rule in rules)
        {
            var timetable = Timetable(Terms(rule) with { HolidayPolicy = policy });
            var year = timetable.Occurrences(new LocalDate(2026, 1, 1), new LocalDate(2027, 1, 1)).ToList();
            var dayByDay = Enumerable.Range(0, 365)
                .Select(day => new LocalDate(2026, 1, 1).PlusDays(day))
                .SelectMany(day => timetable.Occurrences(day, day.PlusDays(1)));

            Assert.That(dayByDay, Is.EqualTo(year), rule);
            Assert.That(HeldDates(year), Is.Unique, rule);
            Assert.That(
                HeldDates(year).Where(date => WorkingCalendar.China.IsHoliday(date) || WorkingCalendar.China.IsMakeUpWorkday(date)),
                Is.Empty,
                rule);
            Assert.That(
                year.Where(occurrence => occurrence.MergedInto is not null).Select(occurrence => occurrence.MergedInto!.Value).Distinct(),
                Is.SubsetOf(year.Where(occurrence => occurrence.Date is not null).Select(occurrence => occurrence.OriginalDate)),
                rule);
        }
    }

    [Test]
    public void R2_a_move_out_of_the_time_of_the_duty_needs_a_decision()
    {
        var first = Timetable(Terms("FREQ=DAILY") with { HolidayPolicy = HolidayPolicy.MoveBefore }).On(new LocalDate(2026, 1, 1))!;
        var ending = Terms(LastSaturday) with { HolidayPolicy = HolidayPolicy.MoveAfter, EndDate = new LocalDate(2026, 9, 27) };
        var last = In2026(ending)[^1];
        var lastInTime = In2026(ending with { EndDate = new LocalDate(2026, 9, 28) })[^1];

        Assert.That((first.Date, first.Effect), Is.EqualTo(((LocalDate?)null, HolidayEffect.NeedsDecision)));
        Assert.That((last.Date, last.Effect), Is.EqualTo(((LocalDate?)null, HolidayEffect.NeedsDecision)));
        Assert.That((Text(lastInTime.Date), lastInTime.Effect), Is.EqualTo(("2026-09-28", HolidayEffect.MovedAfter)));
    }

    [Test]
    public void R2_a_moved_occurrence_keeps_its_key()
    {
        var terms = Terms(LastSaturday);
        var keys = Enum.GetValues<HolidayPolicy>().Select(policy => In2026(terms with { HolidayPolicy = policy }).ConvertAll(occurrence => occurrence.Key)).ToList();

        Assert.That(keys, Is.All.EqualTo(keys[0]));
        Assert.That(keys[0], Is.Unique);
        Assert.That(keys[0][1].ToString(), Is.EqualTo("20260228-0"));
    }

    [Test]
    public void R3_fridays_on_holidays_follow_the_policy()
    {
        var skipped = In2026(Terms("FREQ=WEEKLY;BYDAY=FR") with { HolidayPolicy = HolidayPolicy.Skip }).Where(occurrence => occurrence.Date is null);
        var after = In2026(Terms("FREQ=WEEKLY;BYDAY=FR") with { HolidayPolicy = HolidayPolicy.MoveAfter }).Where(occurrence => occurrence.Effect == HolidayEffect.MovedAfter);

        Assert.That(
            skipped.Select(occurrence => Text(occurrence.OriginalDate)),
            Is.EqualTo(new[] { "2026-01-02", "2026-02-20", "2026-05-01", "2026-06-19", "2026-09-25", "2026-10-02" }));
        Assert.That(
            after.Select(occurrence => Text(occurrence.Date)),
            Is.EqualTo(new[] { "2026-01-05", "2026-02-24", "2026-05-06", "2026-06-22", "2026-09-28", "2026-10-08" }));
    }

    [Test]
    public void R4_a_year_without_a_list_is_marked_and_planned_again_once_known()
    {
        var terms = Terms("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1") with { HolidayPolicy = HolidayPolicy.Skip };
        var nationalDay = new LocalDate(2027, 10, 1);
        var list = new CalendarYear(2027, new LocalDate(2026, 11, 5), "test", [new PublicHoliday("NationalDay", "国庆节", nationalDay, nationalDay.PlusDays(6))], []);

        var before = DutyTimetable.Create(terms, WorkingCalendar.China).On(nationalDay)!;
        var after = DutyTimetable.Create(terms, WorkingCalendar.China.With([list])).On(nationalDay)!;

        Assert.That((before.Date, before.Effect, before.CalendarKnown), Is.EqualTo(((LocalDate?)nationalDay, HolidayEffect.None, false)));
        Assert.That((after.Date, after.Effect, after.CalendarKnown), Is.EqualTo(((LocalDate?)null, HolidayEffect.Skipped, true)));
        Assert.That(after.Key, Is.EqualTo(before.Key));
    }

    [TestCase("FREQ=MONTHLY;BYMONTHDAY=31", "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31")]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=30,31", "01-30 01-31 02-28 03-30 03-31 04-30 05-30 05-31 06-30 07-30 07-31 08-30 08-31 09-30 10-30 10-31 11-30 12-30 12-31")]
    [TestCase("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31", "01-31 04-30 07-31 10-31")]
    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "02-28")]
    [TestCase("FREQ=DAILY;BYMONTHDAY=31", "01-31 03-31 05-31 07-31 08-31 10-31 12-31")]
    public void R5_with_the_last_day_instead_no_month_is_left_out(string rule, string expected)
    {
        var dates = In2026(Terms(rule) with { MissingDay = MissingDay.LastDay }).Select(occurrence => Text(occurrence.Date)![5..]);

        Assert.That(string.Join(' ', dates), Is.EqualTo(expected));
    }

    [TestCase(MissingDay.Skip, "2024-02-29 2028-02-29")]
    [TestCase(MissingDay.LastDay, "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    public void R5_29_february_every_year_follows_the_policy(MissingDay missingDay, string expected)
    {
        var terms = Terms("FREQ=YEARLY") with { StartDate = new LocalDate(2024, 2, 29), MissingDay = missingDay };

        var dates = Timetable(terms).Occurrences(new LocalDate(2024, 1, 1), new LocalDate(2029, 1, 1)).Select(occurrence => Text(occurrence.Date));

        Assert.That(string.Join(' ', dates), Is.EqualTo(expected));
    }

    [TestCase("2026-02-28", "2026-03-01T02:00:00")]
    [TestCase("2026-12-31", "2027-01-01T02:00:00")]
    public void R8_an_overnight_patrol_belongs_to_the_evening_it_starts(string date, string end)
    {
        var night = Timetable(Terms("FREQ=MONTHLY;BYMONTHDAY=-1") with { StartTime = new LocalTime(22, 0), Minutes = 240 })
            .On(LocalDatePattern.Iso.Parse(date).Value)!;

        Assert.That(Text(night.Date), Is.EqualTo(date));
        Assert.That(night.EndsAt, Is.EqualTo(LocalDateTimePattern.GeneralIso.Parse(end).Value));
    }

    [Test]
    public void R8_the_last_night_before_the_end_date_is_kept()
    {
        var terms = Terms("FREQ=DAILY") with { StartTime = new LocalTime(22, 0), Minutes = 240, EndDate = new LocalDate(2026, 1, 3) };

        Assert.That(In2026(terms).Select(occurrence => occurrence.OriginalDate.Day), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void R9_several_times_a_day_have_keys_of_their_own_that_outlive_a_changed_time()
    {
        var morning = Terms("FREQ=DAILY") with { Slot = 0 };
        var evening = Terms("FREQ=DAILY") with { Slot = 1, StartTime = new LocalTime(18, 0) };

        Assert.That(Keys(morning).Concat(Keys(evening)), Is.Unique);
        Assert.That(Keys(evening with { StartTime = new LocalTime(19, 0) }), Is.EqualTo(Keys(evening)));

        static List<OccurrenceKey> Keys(DutyTerms terms) => In2026(terms).ConvertAll(occurrence => occurrence.Key);
    }

    [Test]
    public void R15_the_end_date_counts_whatever_the_hour()
    {
        foreach (var hour in new[] { 0, 6, 23 })
        {
            var terms = Terms("FREQ=DAILY") with { StartTime = new LocalTime(hour, 59), EndDate = new LocalDate(2026, 1, 5) };

            Assert.That(In2026(terms)[^1].OriginalDate, Is.EqualTo(new LocalDate(2026, 1, 5)), $"{hour}:59");
        }
    }

    [Test]
    public void R15_six_in_the_morning_is_the_day_before_in_utc_and_still_its_own_local_date()
    {
        var terms = Terms("FREQ=DAILY;UNTIL=20260105") with { StartTime = new LocalTime(6, 0) };

        var last = In2026(terms)[^1];

        Assert.That(last.OriginalDate, Is.EqualTo(new LocalDate(2026, 1, 5)));
        Assert.That(LocalTimes.ToUtc(last.StartsAt!.Value, LocalTimes.DefaultZone), Is.EqualTo(new DateTimeOffset(2026, 1, 4, 22, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public void R15_the_earlier_of_until_and_end_date_ends_it()
    {
        var until = Terms("FREQ=DAILY;UNTIL=20260103") with { EndDate = new LocalDate(2026, 1, 9) };
        var end = Terms("FREQ=DAILY;UNTIL=20260109") with { EndDate = new LocalDate(2026, 1, 3) };

        Assert.That((In2026(until).Count, In2026(end).Count), Is.EqualTo((3, 3)));
    }

    [Test]
    public void R19_a_lunar_duty_falls_on_its_day_each_year()
    {
        var timetable = Timetable(Terms("LUNAR=9/9"));

        Assert.That(
            timetable.Next(5, new LocalDate(2026, 1, 1)).Select(occurrence => Text(occurrence.Date)),
            Is.EqualTo(new[] { "2026-10-18", "2027-10-08", "2028-10-26", "2029-10-16", "2030-10-05" }));
        Assert.That(timetable.Next(300, new LocalDate(2026, 1, 1)), Has.Count.EqualTo(75));
    }

    [TestCase("LUNAR=6/1", "2025-06-25")]
    [TestCase("LUNAR=6/1;LEAP=REGULAR", "2025-06-25")]
    [TestCase("LUNAR=6/1;LEAP=LEAP", "2025-07-25")]
    [TestCase("lunar=6/1;leap=both", "2025-06-25 2025-07-25")]
    public void R19_the_leap_month_follows_the_declared_policy(string rule, string expected)
    {
        var dates = Timetable(Terms(rule) with { StartDate = new LocalDate(2025, 1, 1) })
            .Occurrences(new LocalDate(2025, 1, 1), new LocalDate(2026, 1, 1))
            .Select(occurrence => Text(occurrence.Date));

        Assert.That(string.Join(' ', dates), Is.EqualTo(expected));
    }

    [Test]
    public void R19_the_series_starts_and_ends_as_any_other()
    {
        var terms = Terms("LUNAR=9/9") with { StartDate = new LocalDate(2026, 10, 19), EndDate = new LocalDate(2028, 10, 26) };

        Assert.That(Timetable(terms).Next(9, new LocalDate(2020, 1, 1)).Select(occurrence => Text(occurrence.Date)), Is.EqualTo(new[] { "2027-10-08", "2028-10-26" }));
    }

    [TestCase("LUNAR=9/9", "LUNAR=9/9")]
    [TestCase(" lunar=09/09;leap=regular ", "LUNAR=9/9")]
    [TestCase("LUNAR=6/1;LEAP=BOTH", "LUNAR=6/1;LEAP=BOTH")]
    [TestCase("LUNAR=6/1;LEAP=LEAP", "LUNAR=6/1;LEAP=LEAP")]
    [TestCase("freq=daily", "FREQ=DAILY")]
    public void A_duty_rule_has_one_text_whatever_its_calendar(string text, string canonical)
    {
        var rule = DutyRule.Parse(text);

        Assert.That(rule.ToString(), Is.EqualTo(canonical));
        Assert.That(DutyRule.Parse(canonical), Is.EqualTo(rule));
    }

    [TestCase("LUNAR=", RecurrenceError.LunarDateInvalid)]
    [TestCase("LUNAR=9", RecurrenceError.LunarDateInvalid)]
    [TestCase("LUNAR=13/1", RecurrenceError.LunarDateInvalid)]
    [TestCase("LUNAR=1/31", RecurrenceError.LunarDateInvalid)]
    [TestCase("LUNAR=0/1", RecurrenceError.LunarDateInvalid)]
    [TestCase("LUNAR=-1/1", RecurrenceError.LunarDateInvalid)]
    [TestCase("LUNAR=9/9;LEAP=", RecurrenceError.LeapMonthInvalid)]
    [TestCase("LUNAR=9/9;LEAP=SOMETIMES", RecurrenceError.LeapMonthInvalid)]
    [TestCase("LUNAR=9/9;COUNT=3", RecurrenceError.UnknownPart)]
    [TestCase("LUNAR=9/9;LEAP=BOTH;LEAP=BOTH", RecurrenceError.DuplicatePart)]
    [TestCase("FREQ=DAILY;LUNAR=9/9", RecurrenceError.UnknownPart)]
    [TestCase("FREQ=DAILY;INTERVAL=0", RecurrenceError.IntervalZero)]
    [TestCase(null, RecurrenceError.Empty)]
    public void R21_invalid_duty_rules_are_refused_with_their_reason(string? text, RecurrenceError expected)
    {
        var read = DutyRule.TryParse(text, out var rule, out var error);

        Assert.That((read, rule, error), Is.EqualTo((false, (DutyRule?)null, expected)));
    }

    private static readonly object[] SenselessTerms =
    [
        new object[] { Terms("FREQ=DAILY") with { StartDate = new LocalDate(1900, 1, 1) }, RecurrenceError.StartOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { StartDate = new LocalDate(1999, 12, 31) }, RecurrenceError.StartOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { StartDate = new LocalDate(2101, 1, 1) }, RecurrenceError.StartOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { EndDate = new LocalDate(2025, 12, 31) }, RecurrenceError.EndBeforeStart },
        new object[] { Terms("FREQ=DAILY") with { Minutes = 0 }, RecurrenceError.DurationOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { Minutes = -60 }, RecurrenceError.DurationOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { Minutes = 1441 }, RecurrenceError.DurationOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { Slot = -1 }, RecurrenceError.SlotOutOfRange },
        new object[] { Terms("FREQ=DAILY") with { Slot = 100 }, RecurrenceError.SlotOutOfRange },
        new object[] { Terms("FREQ=DAILY;COUNT=10000"), RecurrenceError.TooMany },
        new object[] { Terms("FREQ=DAILY;UNTIL=20601231"), RecurrenceError.TooMany },
        new object[] { Terms("FREQ=DAILY") with { EndDate = new LocalDate(2060, 12, 31) }, RecurrenceError.TooMany },
        new object[] { Terms("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), RecurrenceError.NeverOccurs },
        new object[] { Terms("FREQ=DAILY;UNTIL=20251231"), RecurrenceError.NeverOccurs },
        new object[] { Terms("FREQ=WEEKLY;BYDAY=MO") with { EndDate = new LocalDate(2026, 1, 4) }, RecurrenceError.NeverOccurs },
    ];

    [TestCaseSource(nameof(SenselessTerms))]
    public void R21_senseless_terms_are_refused_with_their_reason(DutyTerms terms, RecurrenceError expected)
    {
        var made = DutyTimetable.TryCreate(terms, WorkingCalendar.China, out var timetable, out var error);

        Assert.That((made, timetable, error), Is.EqualTo((false, (DutyTimetable?)null, expected)));
        Assert.That(
            () => DutyTimetable.Create(terms, WorkingCalendar.China),
            Throws.TypeOf<BusinessException>().With.Property("Code").EqualTo(expected.Code()));
    }

    [Test]
    public void R21_the_limits_themselves_are_allowed()
    {
        Assert.That(Timetable(Terms("FREQ=DAILY;COUNT=3660") with { Minutes = 1440, Slot = 99 }).Next(1, new LocalDate(2026, 1, 1)), Has.Count.EqualTo(1));
        Assert.That(Timetable(Terms("FREQ=DAILY") with { StartDate = new LocalDate(2100, 12, 31) }).Next(2, new LocalDate(2026, 1, 1)), Has.Count.EqualTo(1));
        Assert.That(Timetable(Terms("FREQ=DAILY") with { EndDate = new LocalDate(2026, 1, 1) }).Next(2, new LocalDate(2026, 1, 1)), Has.Count.EqualTo(1));
    }

    [Test]
    public void R21_more_occurrences_than_ten_years_of_days_are_refused_at_once()
    {
        var timetable = Timetable(Terms("FREQ=DAILY"));

        Assert.That(
            () => timetable.Occurrences(new LocalDate(2026, 1, 1), new LocalDate(2050, 1, 1)).Count(),
            Throws.TypeOf<BusinessException>().With.Property("Code").EqualTo("Recurrence:TooMany"));
        Assert.That(() => timetable.Next(DutyTimetable.MaxPreview + 1, new LocalDate(2026, 1, 1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_preview_shows_twelve_dates_from_a_day_on_with_what_happens_to_each()
    {
        var preview = Timetable(Terms(LastSaturday) with { HolidayPolicy = HolidayPolicy.Skip }).Next(12, new LocalDate(2026, 2, 1));

        Assert.That(preview, Has.Count.EqualTo(12));
        Assert.That(Text(preview[0].OriginalDate), Is.EqualTo("2026-02-28"));
        Assert.That(preview[0].Effect, Is.EqualTo(HolidayEffect.Skipped));
        Assert.That(Text(preview[^1].OriginalDate), Is.EqualTo("2027-01-30"));
    }

    [Test]
    public void A_date_taken_out_of_the_rule_is_free_for_a_moved_one()
    {
        // 30 April would take place anyway, unless it is taken out.
        var terms = Terms("FREQ=DAILY\nEXDATE:20260430T090000") with { HolidayPolicy = HolidayPolicy.MoveBefore };

        var labourDay = Timetable(terms).On(new LocalDate(2026, 5, 1))!;

        Assert.That((labourDay.Effect, Text(labourDay.Date)), Is.EqualTo((HolidayEffect.MovedBefore, "2026-04-30")));
        Assert.That(Timetable(terms).On(new LocalDate(2026, 4, 30)), Is.Null);
    }

    [TestCase("20260228-0", true)]
    [TestCase("20260228-12", true)]
    [TestCase("20260230-0", false)]
    [TestCase("20260228", false)]
    [TestCase("20260228--1", false)]
    [TestCase("20260228-1 ", false)]
    [TestCase("20260228-00000000", false)]
    [TestCase(null, false)]
    public void An_occurrence_key_reads_back_from_its_text(string? text, bool valid)
    {
        Assert.That(OccurrenceKey.TryParse(text, out var key), Is.EqualTo(valid));
        Assert.That(key.ToString(), valid ? Is.EqualTo(text) : Is.EqualTo(default(OccurrenceKey).ToString()));
    }

    internal static DutyTerms Terms(string rule) => new(DutyRule.Parse(rule), new LocalDate(2026, 1, 1), new LocalTime(9, 0), 120);

    private static DutyTimetable Timetable(DutyTerms terms) => DutyTimetable.Create(terms, WorkingCalendar.China);

    private static List<PlannedOccurrence> In2026(DutyTerms terms) =>
        [.. Timetable(terms).Occurrences(new LocalDate(2026, 1, 1), new LocalDate(2027, 1, 1))];

    private static List<LocalDate> HeldDates(IEnumerable<PlannedOccurrence> occurrences) =>
        [.. occurrences.Where(occurrence => occurrence.Date is not null).Select(occurrence => occurrence.Date!.Value)];

    private static string? Text(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
