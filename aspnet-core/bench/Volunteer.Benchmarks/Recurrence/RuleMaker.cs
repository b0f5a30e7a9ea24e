using NodaTime;

namespace Volunteer.Benchmarks.Recurrence;

/// <summary>A rule and the moment from which it counts.</summary>
internal sealed record MadeRule(LocalDateTime Start, string Text);

/// <summary>Rules of every kind that duties may have, by seed. Only such on which RFC 5545 leaves no choice.</summary>
internal sealed class RuleMaker(int seed)
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly Random _random = new(seed);

    public MadeRule Next()
    {
        var start = new LocalDateTime(2025, 1, 1, _random.Next(6, 22), 30).PlusDays(_random.Next(365));
        var text = _random.Next(8) switch
        {
            0 => "FREQ=DAILY" + Interval(10),
            1 => $"FREQ=WEEKLY{Interval(4)};BYDAY={Some(Days, 3)}{WeekStart()}",
            2 => $"FREQ=MONTHLY{Interval(3)};BYMONTHDAY={Some([1, 5, 10, 15, 20, 28, 31, -1, -3], 3)}",
            3 => $"FREQ=MONTHLY{Interval(3)};BYDAY={Ordinal()}{Pick(Days)}",
            4 => $"FREQ=MONTHLY{Interval(2)};BYDAY={Some(Days, 5)};BYSETPOS={Some([1, 2, -1], 2)}",
            5 => $"FREQ=YEARLY;BYMONTH={Some([1, 3, 5, 7, 9, 11, 12], 3)};BYMONTHDAY={_random.Next(1, 29)}",
            6 => $"FREQ=YEARLY;BYMONTH={Some([2, 4, 6, 8, 10], 2)};BYDAY={Ordinal()}{Pick(Days)}",
            _ => $"FREQ=DAILY;BYMONTH={Some([1, 2, 6, 7, 10], 3)};BYDAY={Some(Days, 4)}",
        };
        return new MadeRule(start, text + End());
    }

    private string Interval(int most) => _random.Next(2) == 0 ? string.Empty : $";INTERVAL={_random.Next(2, most + 1)}";

    private string WeekStart() => _random.Next(4) == 0 ? ";WKST=SU" : string.Empty;

    private string End() => _random.Next(6) switch
    {
        0 => $";COUNT={_random.Next(1, 200)}",
        1 => $";UNTIL=2026{_random.Next(1, 13):00}{_random.Next(1, 29):00}T235959",
        _ => string.Empty,
    };

    private int Ordinal() => Pick([1, 2, 3, 4, -1, -2]);

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];

    private string Some<T>(T[] values, int most)
    {
        var shuffled = values.ToArray();
        _random.Shuffle(shuffled);
        return string.Join(',', shuffled.Take(_random.Next(1, most + 1)));
    }
}
