namespace Volunteer.Benchmarks.Generation;

/// <summary>A rule, and the days it means by a second, plainer reading, so that the rows can be counted without the product.</summary>
internal sealed record DutyPattern(string Rule, Func<DateOnly, bool> Holds)
{
    private const int PerTwenty = 20;

    private static readonly (string Name, DayOfWeek Day)[] Weekdays =
    [
        ("MO", DayOfWeek.Monday), ("TU", DayOfWeek.Tuesday), ("WE", DayOfWeek.Wednesday), ("TH", DayOfWeek.Thursday),
        ("FR", DayOfWeek.Friday), ("SA", DayOfWeek.Saturday), ("SU", DayOfWeek.Sunday),
    ];

    /// <summary>As communities have them: of twenty duties two a day, twelve a week, three twice a week, three on a month's last weekday.</summary>
    public static DutyPattern Of(int number, Random random)
    {
        var (name, day) = Weekdays[random.Next(Weekdays.Length)];
        return (number % PerTwenty) switch
        {
            < 2 => new("FREQ=DAILY", _ => true),
            < 14 => new($"FREQ=WEEKLY;BYDAY={name}", date => date.DayOfWeek == day),
            < 17 => new("FREQ=WEEKLY;BYDAY=TU,TH", date => date.DayOfWeek is DayOfWeek.Tuesday or DayOfWeek.Thursday),
            _ => new($"FREQ=MONTHLY;BYDAY=-1{name}", date => date.DayOfWeek == day && date.AddDays(7).Month != date.Month),
        };
    }
}
