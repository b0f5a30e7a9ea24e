using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Volunteer.Recurrence;

/// <summary>Reads and writes the RFC 5545 text of a rule.</summary>
internal static class RecurrenceText
{
    private const string RuleName = "RRULE:";
    private const string ExceptionsName = "EXDATE:";

    /// <summary>"20260131T090000," sixteen characters each.</summary>
    private const int MaxExceptionsLength = 7 + (RecurrenceRule.MaxExceptions * 16);

    private static readonly string[] WeekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
    private static readonly LocalDateTimePattern DateTimePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    /// <summary>A date-only UNTIL means the whole day.</summary>
    private static readonly LocalTime EndOfDay = new(23, 59, 59);

    public static string Write(RecurrenceWeekday weekday)
    {
        var name = WeekdayNames[(int)weekday.Day - 1];
        return weekday.Ordinal == 0 ? name : weekday.Ordinal.ToString(CultureInfo.InvariantCulture) + name;
    }

    public static string Write(LocalDateTime value) => DateTimePattern.Format(value);

    public static bool TryRead(string? text, [NotNullWhen(true)] out RecurrenceRule? rule, out RecurrenceError error)
    {
        rule = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            error = RecurrenceError.Empty;
            return false;
        }

        if (text.Length > RecurrenceRule.MaxLength + MaxExceptionsLength)
        {
            error = RecurrenceError.TooLong;
            return false;
        }

        var lines = text.Trim().ToUpperInvariant().Split('\n', StringSplitOptions.TrimEntries);
        error = ReadParts(lines[0], out var parts);
        var exceptions = new List<LocalDateTime>();
        for (var line = 1; line < lines.Length && error == RecurrenceError.None; line++)
        {
            error = ReadExceptions(lines[line], exceptions);
        }

        if (error != RecurrenceError.None)
        {
            return false;
        }

        rule = new RecurrenceRule(parts!, exceptions);
        return true;
    }

    private static RecurrenceError ReadParts(string line, out RecurrenceParts? parts)
    {
        parts = null;
        if (line.StartsWith(RuleName, StringComparison.Ordinal))
        {
            line = line[RuleName.Length..];
        }

        if (line.Length > RecurrenceRule.MaxLength)
        {
            return RecurrenceError.TooLong;
        }

        var draft = new Draft();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in line.Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                return RecurrenceError.UnknownPart;
            }

            var name = part[..equals];
            if (!seen.Add(name))
            {
                return RecurrenceError.DuplicatePart;
            }

            var error = draft.Read(name, part[(equals + 1)..]);
            if (error != RecurrenceError.None)
            {
                return error;
            }
        }

        return draft.Finish(out parts);
    }

    private static RecurrenceError ReadExceptions(string line, List<LocalDateTime> exceptions)
    {
        if (!line.StartsWith(ExceptionsName, StringComparison.Ordinal))
        {
            return RecurrenceError.UnknownPart;
        }

        foreach (var value in line[ExceptionsName.Length..].Split(','))
        {
            if (!DateTimePattern.Parse(value).TryGetValue(default, out var exception))
            {
                return RecurrenceError.ExceptionInvalid;
            }

            exceptions.Add(exception);
        }

        return exceptions.Count > RecurrenceRule.MaxExceptions ? RecurrenceError.TooManyExceptions : RecurrenceError.None;
    }

    /// <summary>Plain digits with an optional sign; nothing of what a culture would add.</summary>
    private static bool TryReadInt(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryReadList(string text, int largest, bool negative, out int[] values)
    {
        var items = text.Split(',');
        values = new int[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!TryReadInt(items[i], out values[i]) || values[i] == 0 || values[i] > largest || values[i] < (negative ? -largest : 1))
            {
                return false;
            }
        }

        values = [.. values.Distinct().Order()];
        return true;
    }

    private static bool TryReadWeekday(ReadOnlySpan<char> text, out IsoDayOfWeek day)
    {
        for (var i = 0; i < WeekdayNames.Length; i++)
        {
            if (text.SequenceEqual(WeekdayNames[i]))
            {
                day = (IsoDayOfWeek)(i + 1);
                return true;
            }
        }

        day = IsoDayOfWeek.None;
        return false;
    }

    private sealed class Draft
    {
        private RecurrenceFrequency? _frequency;
        private int _interval = 1;
        private RecurrenceWeekday[] _weekdays = [];
        private int[] _monthDays = [];
        private int[] _months = [];
        private int[] _setPositions = [];
        private IsoDayOfWeek _weekStart = IsoDayOfWeek.Monday;
        private int? _count;
        private LocalDateTime? _until;

        public RecurrenceError Read(string name, string value) => name switch
        {
            "FREQ" => ReadFrequency(value),
            "INTERVAL" => ReadInterval(value),
            "BYDAY" => ReadWeekdays(value),
            "BYMONTHDAY" => Unless(TryReadList(value, 31, negative: true, out _monthDays), RecurrenceError.MonthDayInvalid),
            "BYMONTH" => Unless(TryReadList(value, 12, negative: false, out _months), RecurrenceError.MonthInvalid),
            "BYSETPOS" => Unless(TryReadList(value, 366, negative: true, out _setPositions), RecurrenceError.SetPositionInvalid),
            "WKST" => Unless(TryReadWeekday(value, out _weekStart), RecurrenceError.WeekStartInvalid),
            "COUNT" => ReadCount(value),
            "UNTIL" => ReadUntil(value),
            _ => RecurrenceError.UnknownPart,
        };

        public RecurrenceError Finish(out RecurrenceParts? parts)
        {
            parts = null;
            if (_frequency is not { } frequency)
            {
                return RecurrenceError.FrequencyMissing;
            }

            if (_count is not null && _until is not null)
            {
                return RecurrenceError.CountAndUntil;
            }

            if (frequency == RecurrenceFrequency.Weekly && _monthDays.Length > 0)
            {
                return RecurrenceError.MonthDayNotAllowed;
            }

            if (_setPositions.Length > 0 && _weekdays.Length == 0 && _monthDays.Length == 0 && _months.Length == 0)
            {
                return RecurrenceError.SetPositionAlone;
            }

            if (_weekdays.Any(weekday => weekday.Ordinal != 0))
            {
                if (frequency is RecurrenceFrequency.Daily or RecurrenceFrequency.Weekly)
                {
                    return RecurrenceError.OrdinalNotAllowed;
                }

                // Without BYMONTH a yearly rule counts weekdays through the year, otherwise through the month.
                var largest = frequency == RecurrenceFrequency.Yearly && _months.Length == 0 ? 53 : 5;
                if (_weekdays.Any(weekday => Math.Abs(weekday.Ordinal) > largest))
                {
                    return RecurrenceError.OrdinalInvalid;
                }
            }

            parts = new RecurrenceParts
            {
                Frequency = frequency,
                Interval = _interval,
                Weekdays = _weekdays,
                MonthDays = _monthDays,
                Months = _months,
                SetPositions = _setPositions,
                WeekStart = _weekStart,
                Count = _count,
                Until = _until,
            };
            return RecurrenceError.None;
        }

        private static RecurrenceError Unless(bool fine, RecurrenceError error) => fine ? RecurrenceError.None : error;

        private RecurrenceError ReadFrequency(string value)
        {
            _frequency = value switch
            {
                "DAILY" => RecurrenceFrequency.Daily,
                "WEEKLY" => RecurrenceFrequency.Weekly,
                "MONTHLY" => RecurrenceFrequency.Monthly,
                "YEARLY" => RecurrenceFrequency.Yearly,
                _ => null,
            };
            return Unless(_frequency is not null, RecurrenceError.FrequencyUnknown);
        }

        private RecurrenceError ReadInterval(string value)
        {
            if (!TryReadInt(value, out _interval))
            {
                return RecurrenceError.IntervalInvalid;
            }

            return _interval == 0
                ? RecurrenceError.IntervalZero
                : Unless(_interval is > 0 and <= RecurrenceRule.MaxInterval, RecurrenceError.IntervalInvalid);
        }

        private RecurrenceError ReadWeekdays(string value)
        {
            if (value.Length == 0)
            {
                return RecurrenceError.WeekdaysEmpty;
            }

            var weekdays = new List<RecurrenceWeekday>();
            foreach (var item in value.Split(','))
            {
                if (item.Length < 2 || !TryReadWeekday(item.AsSpan(item.Length - 2), out var day))
                {
                    return RecurrenceError.WeekdayInvalid;
                }

                var ordinal = 0;
                if (item.Length > 2 && (!TryReadInt(item.AsSpan(0, item.Length - 2), out ordinal) || ordinal is 0 or > 53 or < -53))
                {
                    return RecurrenceError.OrdinalInvalid;
                }

                weekdays.Add(new RecurrenceWeekday(day, ordinal));
            }

            _weekdays = [.. weekdays.Distinct().OrderBy(weekday => weekday.Day).ThenBy(weekday => weekday.Ordinal)];
            return RecurrenceError.None;
        }

        private RecurrenceError ReadCount(string value)
        {
            var fine = TryReadInt(value, out var count) && count is > 0 and <= RecurrenceRule.MaxCount;
            _count = count;
            return Unless(fine, RecurrenceError.CountInvalid);
        }

        private RecurrenceError ReadUntil(string value)
        {
            if (value.EndsWith('Z'))
            {
                return RecurrenceError.UntilNotLocal;
            }

            if (DatePattern.Parse(value).TryGetValue(default, out var date))
            {
                _until = date + EndOfDay;
                return RecurrenceError.None;
            }

            var fine = DateTimePattern.Parse(value).TryGetValue(default, out var moment);
            _until = moment;
            return Unless(fine, RecurrenceError.UntilInvalid);
        }
    }
}
