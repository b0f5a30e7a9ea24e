using NodaTime;
using Volunteer.Recurrence;

namespace Volunteer.Framework.Tests.Recurrence;

internal sealed class RecurrenceRuleTests
{
    private static readonly LocalTime Nine = new(9, 0);

    [Test]
    public void R1_last_saturday_of_each_month_of_2026() => Assert.That(
        In2026("FREQ=MONTHLY;BYDAY=-1SA"),
        Is.EqualTo(new[]
        {
            "01-31", "02-28", "03-28", "04-25", "05-30", "06-27", "07-25", "08-29", "09-26", "10-31", "11-28", "12-26",
        }));

    [Test]
    public void R1_in_months_of_five_saturdays_the_last_is_not_the_fourth()
    {
        var last = In2026("FREQ=MONTHLY;BYDAY=-1SA");
        var fourth = In2026("FREQ=MONTHLY;BYDAY=4SA");

        Assert.That(last.Except(fourth), Is.EqualTo(new[] { "01-31", "05-30", "08-29", "10-31" }));
        Assert.That(In2026("FREQ=MONTHLY;BYDAY=5SA"), Is.EqualTo(new[] { "01-31", "05-30", "08-29", "10-31" }));
    }

    [Test]
    public void R3_every_friday_of_2026_includes_the_holidays()
    {
        var fridays = In2026("FREQ=WEEKLY;BYDAY=FR");

        Assert.That(fridays, Has.Count.EqualTo(52));
        Assert.That(fridays, Is.SupersetOf(new[] { "02-20", "05-01", "06-19", "09-25", "10-02" }));
    }

    [Test]
    public void R5_months_and_years_without_the_day_are_skipped()
    {
        Assert.That(In2026("FREQ=MONTHLY;BYMONTHDAY=31"), Is.EqualTo(new[] { "01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31" }));
        Assert.That(In2026("FREQ=MONTHLY;BYMONTHDAY=30"), Has.Count.EqualTo(11).And.No.Member("02-30"));
        Assert.That(
            Dates("FREQ=YEARLY", new LocalDate(2024, 2, 29), new LocalDate(2024, 1, 1), new LocalDate(2037, 1, 1)),
            Is.EqualTo(new[] { new LocalDate(2024, 2, 29), new LocalDate(2028, 2, 29), new LocalDate(2032, 2, 29), new LocalDate(2036, 2, 29) }));
    }

    [Test]
    public void R6_a_cycle_of_four_weeks_runs_on_through_iso_week_53()
    {
        // Team A begins in the week of 30 November; B, C and D follow one week after another.
        var teams = "ABCD".Select((team, index) => (team, start: new LocalDate(2026, 11, 30).PlusWeeks(index)));

        var duty = teams
            .SelectMany(team => Dates("FREQ=WEEKLY;INTERVAL=4;BYDAY=MO", team.start, team.start, new LocalDate(2027, 1, 17))
                .Select(date => (date, team.team)))
            .Where(turn => turn.date >= new LocalDate(2026, 12, 21) && turn.date <= new LocalDate(2027, 1, 4))
            .OrderBy(turn => turn.date)
            .Select(turn => turn.team);

        Assert.That(duty, Is.EqualTo("DAB"));
    }

    [Test]
    public void R6_every_second_week_keeps_to_its_start_across_the_year()
    {
        var dates = Dates("FREQ=WEEKLY;INTERVAL=2", new LocalDate(2026, 12, 14), new LocalDate(2026, 12, 20), new LocalDate(2027, 2, 1));

        Assert.That(dates, Is.EqualTo(new[] { new LocalDate(2026, 12, 28), new LocalDate(2027, 1, 11), new LocalDate(2027, 1, 25) }));
    }

    [Test]
    public void R6_week_start_decides_which_week_a_sunday_belongs_to()
    {
        var start = new LocalDate(1997, 8, 5);

        Assert.That(
            Dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", start, start, new LocalDate(1998, 1, 1)).Select(date => date.DayOfYear - start.DayOfYear),
            Is.EqualTo(new[] { 0, 5, 14, 19 }));
        Assert.That(
            Dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", start, start, new LocalDate(1998, 1, 1)).Select(date => date.DayOfYear - start.DayOfYear),
            Is.EqualTo(new[] { 0, 12, 14, 26 }));
    }

    [TestCase("MO", IsoDayOfWeek.Monday)]
    [TestCase("TU", IsoDayOfWeek.Tuesday)]
    [TestCase("WE", IsoDayOfWeek.Wednesday)]
    [TestCase("TH", IsoDayOfWeek.Thursday)]
    [TestCase("FR", IsoDayOfWeek.Friday)]
    [TestCase("SA", IsoDayOfWeek.Saturday)]
    [TestCase("SU", IsoDayOfWeek.Sunday)]
    public void R7_each_weekday_is_itself(string name, IsoDayOfWeek day)
    {
        // 2026 has 52 of each weekday and one Thursday more.
        var year = day == IsoDayOfWeek.Thursday ? 53 : 52;
        (string Rule, int Count)[] rules =
        [
            ($"FREQ=WEEKLY;BYDAY={name}", year),
            ($"FREQ=DAILY;BYDAY={name}", year),
            ($"FREQ=MONTHLY;BYDAY={name}", year),
            ($"FREQ=MONTHLY;BYDAY=2{name}", 12),
            ($"FREQ=WEEKLY;INTERVAL=2;BYDAY={name}", year - 26),
            ($"FREQ=YEARLY;BYDAY=-1{name}", 1),
        ];

        Assert.Multiple(() =>
        {
            foreach (var (rule, count) in rules)
            {
                var days = Dates(rule, new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 1), new LocalDate(2027, 1, 1)).Select(date => date.DayOfWeek);
                Assert.That(days, Is.EqualTo(Enumerable.Repeat(day, count)), rule);
            }
        });
    }

    [Test]
    public void R15_until_counts_the_moment_itself_and_a_bare_date_the_whole_day()
    {
        Assert.That(LastIn2026("FREQ=DAILY;UNTIL=20260310T090000"), Is.EqualTo("03-10"));
        Assert.That(LastIn2026("FREQ=DAILY;UNTIL=20260310T085959"), Is.EqualTo("03-09"));
        Assert.That(LastIn2026("FREQ=DAILY;UNTIL=20260310T235900"), Is.EqualTo("03-10"));
        Assert.That(LastIn2026("FREQ=DAILY;UNTIL=20260310T000000"), Is.EqualTo("03-09"));
        Assert.That(LastIn2026("FREQ=DAILY;UNTIL=20260310"), Is.EqualTo("03-10"));
        Assert.That(LastIn2026("FREQ=DAILY;COUNT=3"), Is.EqualTo("01-03"));
        Assert.That(LastIn2026("FREQ=DAILY"), Is.EqualTo("12-31"));
    }

    [Test]
    public void R15_count_counts_from_the_start_of_the_series_whatever_range_is_asked_for()
    {
        var start = new LocalDate(2026, 1, 5);

        Assert.That(
            Dates("FREQ=WEEKLY;COUNT=5", start, new LocalDate(2026, 1, 20), new LocalDate(2027, 1, 1)),
            Is.EqualTo(new[] { new LocalDate(2026, 1, 26), new LocalDate(2026, 2, 2) }));
        Assert.That(Dates("FREQ=WEEKLY;COUNT=5", start, new LocalDate(2026, 2, 3), new LocalDate(2027, 1, 1)), Is.Empty);
    }

    [Test]
    public void R15_an_exception_still_uses_up_a_count()
    {
        var rule = RecurrenceRule.Parse("FREQ=DAILY;COUNT=3").WithExceptions([new LocalDate(2026, 1, 2) + Nine]);
        var start = new LocalDate(2026, 1, 1) + Nine;

        Assert.That(
            rule.Occurrences(start, start, start.PlusYears(1)).Select(occurrence => occurrence.Day),
            Is.EqualTo(new[] { 1, 3 }));
    }

    [TestCase(null, RecurrenceError.Empty)]
    [TestCase("  ", RecurrenceError.Empty)]
    [TestCase("INTERVAL=2", RecurrenceError.FrequencyMissing)]
    [TestCase("FREQ=HOURLY", RecurrenceError.FrequencyUnknown)]
    [TestCase("FREQ=0", RecurrenceError.FrequencyUnknown)]
    [TestCase("FREQ=DAILY;INTERVAL=0", RecurrenceError.IntervalZero)]
    [TestCase("FREQ=DAILY;INTERVAL=-1", RecurrenceError.IntervalInvalid)]
    [TestCase("FREQ=DAILY;INTERVAL=1000", RecurrenceError.IntervalInvalid)]
    [TestCase("FREQ=DAILY;INTERVAL=99999999999", RecurrenceError.IntervalInvalid)]
    [TestCase("FREQ=DAILY;INTERVAL=", RecurrenceError.IntervalInvalid)]
    [TestCase("FREQ=WEEKLY;BYDAY=", RecurrenceError.WeekdaysEmpty)]
    [TestCase("FREQ=WEEKLY;BYDAY=XX", RecurrenceError.WeekdayInvalid)]
    [TestCase("FREQ=WEEKLY;BYDAY=MO,", RecurrenceError.WeekdayInvalid)]
    [TestCase("FREQ=WEEKLY;BYDAY=1MO", RecurrenceError.OrdinalNotAllowed)]
    [TestCase("FREQ=DAILY;BYDAY=-1MO", RecurrenceError.OrdinalNotAllowed)]
    [TestCase("FREQ=MONTHLY;BYDAY=0MO", RecurrenceError.OrdinalInvalid)]
    [TestCase("FREQ=MONTHLY;BYDAY=6MO", RecurrenceError.OrdinalInvalid)]
    [TestCase("FREQ=YEARLY;BYDAY=54MO", RecurrenceError.OrdinalInvalid)]
    [TestCase("FREQ=YEARLY;BYDAY=-2147483648MO", RecurrenceError.OrdinalInvalid)]
    [TestCase("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", RecurrenceError.OrdinalInvalid)]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=0", RecurrenceError.MonthDayInvalid)]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=32", RecurrenceError.MonthDayInvalid)]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=", RecurrenceError.MonthDayInvalid)]
    [TestCase("FREQ=MONTHLY;BYMONTHDAY=1.5", RecurrenceError.MonthDayInvalid)]
    [TestCase("FREQ=WEEKLY;BYMONTHDAY=1", RecurrenceError.MonthDayNotAllowed)]
    [TestCase("FREQ=YEARLY;BYMONTH=13", RecurrenceError.MonthInvalid)]
    [TestCase("FREQ=YEARLY;BYMONTH=-1", RecurrenceError.MonthInvalid)]
    [TestCase("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", RecurrenceError.SetPositionInvalid)]
    [TestCase("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", RecurrenceError.SetPositionInvalid)]
    [TestCase("FREQ=MONTHLY;BYSETPOS=1", RecurrenceError.SetPositionAlone)]
    [TestCase("FREQ=WEEKLY;WKST=", RecurrenceError.WeekStartInvalid)]
    [TestCase("FREQ=DAILY;COUNT=0", RecurrenceError.CountInvalid)]
    [TestCase("FREQ=DAILY;COUNT=100000", RecurrenceError.CountInvalid)]
    [TestCase("FREQ=DAILY;UNTIL=20260230", RecurrenceError.UntilInvalid)]
    [TestCase("FREQ=DAILY;UNTIL=2026-02-28", RecurrenceError.UntilInvalid)]
    [TestCase("FREQ=DAILY;UNTIL=20260228T010000Z", RecurrenceError.UntilNotLocal)]
    [TestCase("FREQ=DAILY;COUNT=2;UNTIL=20260228", RecurrenceError.CountAndUntil)]
    [TestCase("FREQ=DAILY;FREQ=WEEKLY", RecurrenceError.DuplicatePart)]
    [TestCase("FREQ=DAILY;INTERVAL=2;INTERVAL=2", RecurrenceError.DuplicatePart)]
    [TestCase("FREQ=DAILY;BYHOUR=9", RecurrenceError.UnknownPart)]
    [TestCase("FREQ=DAILY;", RecurrenceError.UnknownPart)]
    [TestCase("every day", RecurrenceError.UnknownPart)]
    [TestCase("FREQ=DAILY\nRDATE:20260101T090000", RecurrenceError.UnknownPart)]
    [TestCase("FREQ=DAILY\nEXDATE:20260101", RecurrenceError.ExceptionInvalid)]
    public void R21_invalid_rules_are_refused_with_their_reason(string? text, RecurrenceError expected)
    {
        var read = RecurrenceRule.TryParse(text, out var rule, out var error);

        Assert.That((read, rule, error), Is.EqualTo((false, (RecurrenceRule?)null, expected)));
    }

    [Test]
    public void R21_too_long_texts_and_lists_are_refused()
    {
        var dates = Enumerable.Range(0, RecurrenceRule.MaxExceptions + 1).Select(day => new LocalDate(2026, 1, 1).PlusDays(day) + Nine);

        Assert.That(Refusal("FREQ=DAILY;BYDAY=" + string.Join(',', Enumerable.Repeat("MO", 200))), Is.EqualTo(RecurrenceError.TooLong));
        Assert.That(Refusal(new string('A', 1_000_000)), Is.EqualTo(RecurrenceError.TooLong));
        Assert.That(
            () => RecurrenceRule.Parse("FREQ=DAILY").WithExceptions(dates),
            Throws.TypeOf<BusinessException>().With.Property("Code").EqualTo("Recurrence:TooManyExceptions"));
    }

    [Test]
    public void Parse_refuses_with_the_code_of_the_error() => Assert.That(
        () => RecurrenceRule.Parse("FREQ=DAILY;INTERVAL=0"),
        Throws.TypeOf<BusinessException>().With.Property("Code").EqualTo("Recurrence:IntervalZero"));

    [Test]
    public void Every_error_has_a_code_of_its_own()
    {
        var codes = RecurrenceErrors.AllCodes.ToList();

        Assert.That(codes, Is.Unique.And.Contains("Recurrence:WeekdaysEmpty").And.Count.EqualTo(Enum.GetValues<RecurrenceError>().Length - 1));
        Assert.That(() => RecurrenceError.None.Code(), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("freq=weekly;wkst=mo;interval=1;byday=sa,mo,sa", "FREQ=WEEKLY;BYDAY=MO,SA")]
    [TestCase("RRULE:BYSETPOS=-1,1;BYDAY=FR,MO;FREQ=MONTHLY;WKST=SU", "FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1,1;WKST=SU")]
    [TestCase("FREQ=YEARLY;BYMONTHDAY=-1,+29;BYMONTH=12,02;COUNT=3", "FREQ=YEARLY;BYMONTH=2,12;BYMONTHDAY=-1,29;COUNT=3")]
    [TestCase("FREQ=MONTHLY;BYDAY=-1SA,+2SA", "FREQ=MONTHLY;BYDAY=-1SA,2SA")]
    [TestCase("FREQ=DAILY;UNTIL=20260310", "FREQ=DAILY;UNTIL=20260310T235959")]
    [TestCase("FREQ=DAILY\r\nEXDATE:20260102T090000,20260101T090000\r\n", "FREQ=DAILY\nEXDATE:20260101T090000,20260102T090000")]
    public void Text_becomes_canonical_and_stays_so(string text, string canonical)
    {
        var rule = RecurrenceRule.Parse(text);

        Assert.That(rule.ToString(), Is.EqualTo(canonical));
        Assert.That(RecurrenceRule.Parse(canonical), Is.EqualTo(rule));
    }

    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [TestCase("FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=31")]
    [TestCase("FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;COUNT=1")]
    [TestCase("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYSETPOS=1")]
    [TestCase("FREQ=DAILY;BYDAY=MO;BYSETPOS=2")]
    [TestCase("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2")]
    [CancelAfter(5_000)]
    public void A_rule_that_never_occurs_ends(string text) =>
        Assert.That(Dates(text, new LocalDate(2026, 1, 1), LocalDate.MinIsoValue, LocalDate.MaxIsoValue), Is.Empty);

    [Test]
    public void An_endless_rule_ends_at_the_horizon()
    {
        var dates = Dates("FREQ=YEARLY;INTERVAL=100", new LocalDate(2000, 2, 29), LocalDate.MinIsoValue, LocalDate.MaxIsoValue);
        var days = Dates("FREQ=DAILY", new LocalDate(2000, 1, 1), LocalDate.MinIsoValue, LocalDate.MaxIsoValue);

        Assert.That(dates, Is.EqualTo(new[] { new LocalDate(2000, 2, 29) }));
        Assert.That(days[^1], Is.EqualTo(RecurrenceRule.Horizon));
        Assert.That(days, Has.Count.EqualTo(146_097));
    }

    [Test]
    public void A_range_may_begin_and_end_within_a_day()
    {
        var rule = RecurrenceRule.Parse("FREQ=DAILY");
        var start = new LocalDate(2026, 1, 1) + Nine;

        Assert.That(rule.Occurrences(start, start.PlusDays(1), start.PlusDays(3)).Select(day => day.Day), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(rule.Occurrences(start, start.PlusDays(1).PlusTicks(1), start.PlusDays(3).PlusTicks(1)).Select(day => day.Day), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(rule.Occurrences(start, start, start), Is.Empty);
        Assert.That(rule.Occurrences(start, start.PlusDays(5), start.PlusDays(2)), Is.Empty);
    }

    [Test]
    public void Ordinals_of_a_yearly_rule_count_through_the_year()
    {
        Assert.That(In2026("FREQ=YEARLY;BYDAY=20MO"), Is.EqualTo(new[] { "05-18" }));
        Assert.That(In2026("FREQ=YEARLY;BYDAY=1TH,-1TH,53TH"), Is.EqualTo(new[] { "01-01", "12-31" }));
        Assert.That(In2026("FREQ=YEARLY;BYDAY=53MO"), Is.Empty);
    }

    [Test]
    public void Positions_pick_from_the_whole_period()
    {
        Assert.That(In2026("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1").Take(3), Is.EqualTo(new[] { "01-30", "02-27", "03-31" }));
        Assert.That(In2026("FREQ=YEARLY;BYDAY=SA,SU;BYSETPOS=1,-1,200"), Is.EqualTo(new[] { "01-03", "12-27" }));
        Assert.That(In2026("FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=-1").Take(2), Is.EqualTo(new[] { "01-01", "01-08" }));
    }

    [Test]
    public void A_plain_weekday_beside_an_ordinal_one_means_either() =>
        Assert.That(In2026("FREQ=MONTHLY;BYDAY=MO,1TU").Take(5), Is.EqualTo(new[] { "01-05", "01-06", "01-12", "01-19", "01-26" }));

    [Test]
    public void Occurrences_come_lazily()
    {
        var start = new LocalDate(2026, 1, 1) + Nine;

        var third = RecurrenceRule.Parse("FREQ=DAILY").Occurrences(start, start, LocalDate.MaxIsoValue.AtMidnight()).ElementAt(2);

        Assert.That(third, Is.EqualTo(start.PlusDays(2)));
    }

    private static RecurrenceError Refusal(string text) => RecurrenceRule.TryParse(text, out _, out var error) ? RecurrenceError.None : error;

    private static List<LocalDate> Dates(string rule, LocalDate start, LocalDate from, LocalDate toExclusive) =>
        [.. RecurrenceRule.Parse(rule).Occurrences(start + Nine, from.AtMidnight(), toExclusive.AtMidnight()).Select(occurrence => occurrence.Date)];

    private static List<string> In2026(string rule) =>
        [.. Dates(rule, new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 1), new LocalDate(2027, 1, 1)).Select(date => $"{date.Month:D2}-{date.Day:D2}")];

    private static string LastIn2026(string rule) => In2026(rule)[^1];
}
