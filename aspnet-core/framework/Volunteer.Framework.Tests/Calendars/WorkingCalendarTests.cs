using NodaTime;
using Volunteer.Calendars;

namespace Volunteer.Framework.Tests.Calendars;

internal sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar China = WorkingCalendar.China;

    [TestCase("2026-02-13", "2026-03-05")]
    [TestCase("2026-04-30", "2026-05-18")]
    [TestCase("2026-09-26", "2026-10-15")]
    [TestCase("2026-09-30", "2026-10-20")]
    public void H10_ten_working_days_after(string end, string due) =>
        Assert.That(China.AddWorkingDays(Day(end), 10), Is.EqualTo(Day(due)));

    [Test]
    public void H10_the_end_date_itself_is_not_counted()
    {
        Assert.That(China.AddWorkingDays(Day("2026-03-02"), 0), Is.EqualTo(Day("2026-03-02")));
        Assert.That(China.AddWorkingDays(Day("2026-03-02"), 1), Is.EqualTo(Day("2026-03-03")));
        Assert.That(China.AddWorkingDays(Day("2026-03-06"), 1), Is.EqualTo(Day("2026-03-09")));
        Assert.That(China.AddWorkingDays(Day("2026-03-09"), -1), Is.EqualTo(Day("2026-03-06")));
    }

    [Test]
    public void H10_a_make_up_saturday_counts_as_a_working_day() =>
        Assert.That(China.AddWorkingDays(Day("2026-02-27"), 1), Is.EqualTo(Day("2026-02-28")));

    [Test]
    public void The_list_of_2026_is_the_published_one()
    {
        string[] off =
        [
            .. Run("2026-01-01", 3), .. Run("2026-02-15", 9), .. Run("2026-04-04", 3), .. Run("2026-05-01", 5),
            .. Run("2026-06-19", 3), .. Run("2026-09-25", 3), .. Run("2026-10-01", 7),
        ];
        string[] makeUp = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];

        Assert.That(DaysOf(2026).Where(China.IsHoliday).Select(Text), Is.EqualTo(off));
        Assert.That(DaysOf(2026).Where(China.IsMakeUpWorkday).Select(Text), Is.EqualTo(makeUp));
    }

    [Test]
    public void The_list_of_2025_is_the_published_one()
    {
        string[] off =
        [
            .. Run("2025-01-01", 1), .. Run("2025-01-28", 8), .. Run("2025-04-04", 3), .. Run("2025-05-01", 5),
            .. Run("2025-05-31", 3), .. Run("2025-10-01", 8),
        ];
        string[] makeUp = ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"];

        Assert.That(DaysOf(2025).Where(China.IsHoliday).Select(Text), Is.EqualTo(off));
        Assert.That(DaysOf(2025).Where(China.IsMakeUpWorkday).Select(Text), Is.EqualTo(makeUp));
    }

    [TestCase(2025, 248)]
    [TestCase(2026, 248)]
    public void Each_shipped_year_has_as_many_working_days_as_the_law_leaves(int year, int expected)
    {
        // 365 days less 104 days of weekends less the 13 days of public holidays that the law grants.
        Assert.That(DaysOf(year).Count(China.IsWorkingDay), Is.EqualTo(expected));
    }

    [Test]
    public void A_holiday_has_its_name_and_a_make_up_day_that_of_its_holiday()
    {
        Assert.That(China.HolidayName(Day("2026-09-26")), Is.EqualTo("中秋节"));
        Assert.That(China.HolidayKey(Day("2026-09-26")), Is.EqualTo("MidAutumn"));
        Assert.That(China.HolidayName(Day("2026-02-28")), Is.EqualTo("春节"));
        Assert.That(China.HolidayName(Day("2026-03-02")), Is.Null);
    }

    [Test]
    public void A_year_without_a_list_is_unknown_and_has_weekends_only()
    {
        Assert.That(Enumerable.Range(2024, 4).Where(China.IsKnown), Is.EqualTo(new[] { 2025, 2026 }));
        Assert.That(China.IsWorkingDay(Day("2027-10-01")), Is.True);
        Assert.That(China.IsWorkingDay(Day("2027-10-02")), Is.False);
    }

    [Test]
    public void R4_a_list_read_later_adds_its_year_and_a_later_one_replaces_an_earlier()
    {
        const string Json = """
            [
              { "year": 2027, "publishedOn": "2026-11-05", "source": "draft", "holidays": [
                { "key": "NewYear", "name": "元旦", "from": "2027-01-01", "to": "2027-01-01" } ], "makeUpWorkdays": [] },
              { "year": 2027, "publishedOn": "2026-11-10", "source": "final", "holidays": [
                { "key": "NewYear", "name": "元旦", "from": "2027-01-01", "to": "2027-01-03" } ],
                "makeUpWorkdays": [ { "date": "2027-01-09", "for": "NewYear" } ] }
            ]
            """;

        var newer = China.With(WorkingCalendar.ReadYears(Json));

        Assert.That(newer.Years.Select(year => year.Source), Has.Exactly(1).EqualTo("final").And.None.EqualTo("draft"));
        Assert.That(newer.IsHoliday(Day("2027-01-02")), Is.True);
        Assert.That(newer.IsWorkingDay(Day("2027-01-09")), Is.True);
        Assert.That(newer.IsHoliday(Day("2026-10-01")), Is.True);
        Assert.That(China.IsKnown(2027), Is.False);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[{}]")]
    [TestCase("""[{ "year": 2027, "publishedOn": "soon", "source": "", "holidays": [], "makeUpWorkdays": [] }]""")]
    [TestCase("""[{ "year": 2027, "publishedOn": "2026-11-05", "source": "", "holidays": [], "makeUpWorkdays": [], "more": 1 }]""")]
    public void Text_that_is_no_list_is_refused(string json) =>
        Assert.That(() => WorkingCalendar.ReadYears(json), Throws.TypeOf<FormatException>());

    [Test]
    public void A_list_that_contradicts_itself_is_refused()
    {
        var holiday = new PublicHoliday("NewYear", "元旦", Day("2027-01-01"), Day("2027-01-03"));

        Assert.That(() => Calendar(holiday, new MakeUpWorkday(Day("2027-01-02"), "NewYear")), Throws.ArgumentException);
        Assert.That(() => Calendar(holiday, new MakeUpWorkday(Day("2027-01-05"), "NewYear")), Throws.ArgumentException);
        Assert.That(() => Calendar(holiday, new MakeUpWorkday(Day("2027-01-09"), "Other")), Throws.ArgumentException);
        Assert.That(() => Calendar(holiday with { To = Day("2026-12-31") }), Throws.ArgumentException);
        Assert.That(() => Calendar(holiday with { To = Day("2027-12-31") }), Throws.ArgumentException);
        Assert.That(() => Calendar(holiday, new MakeUpWorkday(Day("2027-01-09"), "NewYear")), Throws.Nothing);

        static WorkingCalendar Calendar(PublicHoliday holiday, params MakeUpWorkday[] makeUp) =>
            new([new CalendarYear(2027, Day("2026-11-05"), "test", [holiday], makeUp)]);
    }

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static string Text(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static IEnumerable<string> Run(string from, int days) => Enumerable.Range(0, days).Select(day => Text(Day(from).PlusDays(day)));

    private static IEnumerable<LocalDate> DaysOf(int year) => Enumerable.Range(0, 365).Select(day => new LocalDate(year, 1, 1).PlusDays(day));
}
