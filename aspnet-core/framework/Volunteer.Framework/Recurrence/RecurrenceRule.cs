using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Volunteer.Recurrence;

public enum RecurrenceFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>A weekday, with an ordinal if only one of the month (or year) is meant: 2 = second, -1 = last, 0 = each.</summary>
public readonly record struct RecurrenceWeekday(IsoDayOfWeek Day, int Ordinal);

/// <summary>
/// The part of RFC 5545 that duties need: DAILY to YEARLY with INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, WKST,
/// COUNT or UNTIL, and a list of exceptions. Wall-clock time throughout, so a zone change never drops a date.
/// The start counts only if the rule yields it. A plain weekday beside an ordinal one (<c>MO,1TU</c>) means either.
/// </summary>
public sealed class RecurrenceRule : IEquatable<RecurrenceRule>
{
    public const int MaxLength = 300;
    public const int MaxInterval = 999;
    public const int MaxCount = 99_999;
    public const int MaxExceptions = 1_000;

    /// <summary>No rule yields anything after this day: a full cycle of the Gregorian calendar from 2000 on.</summary>
    public static readonly LocalDate Horizon = new(2399, 12, 31);

    private readonly LocalDateTime[] _exceptions;
    private readonly string _text;

    internal RecurrenceRule(RecurrenceParts parts, IEnumerable<LocalDateTime> exceptions)
    {
        Parts = parts;
        _exceptions = [.. exceptions.Distinct().Order()];
        _text = Write(parts, _exceptions);
    }

    public RecurrenceFrequency Frequency => Parts.Frequency;

    public int Interval => Parts.Interval;

    public IReadOnlyList<RecurrenceWeekday> Weekdays => Parts.Weekdays;

    public IReadOnlyList<int> MonthDays => Parts.MonthDays;

    public IReadOnlyList<int> Months => Parts.Months;

    public IReadOnlyList<int> SetPositions => Parts.SetPositions;

    public IsoDayOfWeek WeekStart => Parts.WeekStart;

    public int? Count => Parts.Count;

    /// <summary>The last moment that still counts, local.</summary>
    public LocalDateTime? Until => Parts.Until;

    public IReadOnlyList<LocalDateTime> Exceptions => _exceptions;

    internal RecurrenceParts Parts { get; }

    public static RecurrenceRule Parse(string text) =>
        TryParse(text, out var rule, out var error) ? rule : throw error.ToException();

    public static bool TryParse(string? text, [NotNullWhen(true)] out RecurrenceRule? rule, out RecurrenceError error) =>
        RecurrenceText.TryRead(text, out rule, out error);

    /// <summary>The same rule with these exceptions instead of its own.</summary>
    public RecurrenceRule WithExceptions(IEnumerable<LocalDateTime> exceptions)
    {
        var rule = new RecurrenceRule(Parts, exceptions);
        return rule._exceptions.Length > MaxExceptions ? throw RecurrenceError.TooManyExceptions.ToException() : rule;
    }

    /// <summary>Occurrences of a series that starts at <paramref name="start"/>, in order, within [from, toExclusive).</summary>
    public IEnumerable<LocalDateTime> Occurrences(LocalDateTime start, LocalDateTime from, LocalDateTime toExclusive) =>
        Occurrences(start, from, toExclusive, MissingDay.Skip);

    public bool Equals(RecurrenceRule? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as RecurrenceRule);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Canonical text: parts in fixed order, lists sorted, defaults left out, exceptions on a line of their own.</summary>
    public override string ToString() => _text;

    internal IEnumerable<LocalDateTime> Occurrences(LocalDateTime start, LocalDateTime from, LocalDateTime toExclusive, MissingDay missingDay)
    {
        var time = start.TimeOfDay;
        var first = time >= from.TimeOfDay ? from.Date : NextDay(from.Date);
        if (time >= toExclusive.TimeOfDay && toExclusive.Date <= start.Date)
        {
            yield break;
        }

        var last = time < toExclusive.TimeOfDay ? toExclusive.Date : toExclusive.Date.PlusDays(-1);
        if (Until is { } until)
        {
            last = LocalDate.Min(last, time <= until.TimeOfDay ? until.Date : until.Date.PlusDays(-1));
        }

        var nextException = 0;
        foreach (var date in RecurrenceWalk.Dates(Parts, start.Date, first, last, missingDay))
        {
            var occurrence = date + time;
            while (nextException < _exceptions.Length && _exceptions[nextException] < occurrence)
            {
                nextException++;
            }

            if (nextException == _exceptions.Length || _exceptions[nextException] != occurrence)
            {
                yield return occurrence;
            }
        }
    }

    private static LocalDate NextDay(LocalDate date) => date >= Horizon ? date : date.PlusDays(1);

    private static string Write(RecurrenceParts parts, LocalDateTime[] exceptions)
    {
        var text = new StringBuilder("FREQ=").Append(parts.Frequency.ToString().ToUpperInvariant());
        if (parts.Interval != 1)
        {
            text.Append(CultureInfo.InvariantCulture, $";INTERVAL={parts.Interval}");
        }

        Append(text, ";BYMONTH=", parts.Months);
        Append(text, ";BYMONTHDAY=", parts.MonthDays);
        Append(text, ";BYDAY=", parts.Weekdays.Select(RecurrenceText.Write));
        Append(text, ";BYSETPOS=", parts.SetPositions);
        if (parts.WeekStart != IsoDayOfWeek.Monday)
        {
            text.Append(";WKST=").Append(RecurrenceText.Write(new RecurrenceWeekday(parts.WeekStart, 0)));
        }

        if (parts.Count is { } count)
        {
            text.Append(CultureInfo.InvariantCulture, $";COUNT={count}");
        }

        if (parts.Until is { } until)
        {
            text.Append(";UNTIL=").Append(RecurrenceText.Write(until));
        }

        Append(text, "\nEXDATE:", exceptions.Select(RecurrenceText.Write));
        return text.ToString();
    }

    private static void Append<T>(StringBuilder text, string name, IEnumerable<T> values)
    {
        var list = string.Join(',', values);
        if (list.Length > 0)
        {
            text.Append(name).Append(list);
        }
    }
}

/// <summary>What the parts of a rule say, checked, without duplicates and sorted.</summary>
internal sealed class RecurrenceParts
{
    public required RecurrenceFrequency Frequency { get; init; }

    public int Interval { get; init; } = 1;

    public RecurrenceWeekday[] Weekdays { get; init; } = [];

    public int[] MonthDays { get; init; } = [];

    public int[] Months { get; init; } = [];

    public int[] SetPositions { get; init; } = [];

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    public int? Count { get; init; }

    public LocalDateTime? Until { get; init; }
}
