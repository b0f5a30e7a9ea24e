using System.Numerics;
using NodaTime;

namespace Volunteer.Recurrence;

/// <summary>
/// Walks a rule in blocks of one week or one month. A block is a bit mask of its days, so filtering, counting and
/// BYSETPOS are a few machine instructions each, and without COUNT the walk starts at the block that is asked for.
/// Days are day numbers since 0001-01-01, a Monday: number % 7 = 0 is Monday.
/// </summary>
internal static class RecurrenceWalk
{
    public static IEnumerable<LocalDate> Dates(RecurrenceParts parts, LocalDate start, LocalDate first, LocalDate last, MissingDay missingDay)
    {
        last = LocalDate.Min(last, RecurrenceRule.Horizon);
        first = LocalDate.Max(first, start);
        if (last < first)
        {
            yield break;
        }

        var startDay = start.ToDateOnly().DayNumber;
        var firstDay = first.ToDateOnly().DayNumber;
        var lastDay = last.ToDateOnly().DayNumber;
        var remaining = parts.Count ?? int.MaxValue;

        // COUNT counts from the start of the series, so only a rule without it may jump ahead.
        var blocks = new Blocks(parts, start, parts.Count is null ? first : start, missingDay);
        while (remaining > 0 && blocks.MoveNext(lastDay))
        {
            var mask = From(blocks.Mask, startDay - blocks.FirstDay);
            if (parts.Count is not null)
            {
                while (BitOperations.PopCount(mask) > remaining)
                {
                    mask ^= 1u << (31 - BitOperations.LeadingZeroCount(mask));
                }

                remaining -= BitOperations.PopCount(mask);
            }

            for (mask = From(mask, firstDay - blocks.FirstDay); mask != 0; mask &= mask - 1)
            {
                var offset = BitOperations.TrailingZeroCount(mask);
                if (blocks.FirstDay + offset > lastDay)
                {
                    yield break;
                }

                yield return blocks.DateAt(offset);
            }
        }
    }

    /// <summary>The mask without the days before <paramref name="offset"/>.</summary>
    private static uint From(uint mask, int offset) => offset <= 0 ? mask : offset >= 32 ? 0 : mask & (uint.MaxValue << offset);

    private struct Blocks
    {
        private const int AllMonths = 0xFFF;

        private readonly RecurrenceParts _parts;
        private readonly int _startDay;
        private readonly int _weekdays;
        private readonly bool _hasOrdinals;
        private readonly bool _ordinalsInYear;
        private readonly int _months;
        private readonly uint _monthDays;
        private readonly bool _hasMonthDays;
        private readonly bool _hasNegativeMonthDays;
        private readonly bool _clamp;
        private readonly bool _byWeek;
        private readonly uint[]? _yearMasks;

        /// <summary>Months or weeks from one block to the next; months within a year advance by one.</summary>
        private readonly int _step;

        private int _year;
        private int _month;
        private int _nextWeek;

        public Blocks(RecurrenceParts parts, LocalDate start, LocalDate jumpTo, MissingDay missingDay)
        {
            _parts = parts;
            _startDay = start.ToDateOnly().DayNumber;
            var jumpDay = jumpTo.ToDateOnly().DayNumber;
            var frequency = parts.Frequency;
            var hasMonths = parts.Months.Length > 0;
            var bare = parts.Weekdays.Length == 0 && parts.MonthDays.Length == 0;

            foreach (var weekday in parts.Weekdays)
            {
                if (weekday.Ordinal == 0)
                {
                    _weekdays |= 1 << ((int)weekday.Day - 1);
                }
                else
                {
                    _hasOrdinals = true;
                }
            }

            foreach (var month in parts.Months)
            {
                _months |= 1 << (month - 1);
            }

            foreach (var day in parts.MonthDays)
            {
                if (day > 0)
                {
                    _monthDays |= 1u << (day - 1);
                }
                else
                {
                    _hasNegativeMonthDays = true;
                }
            }

            // What a rule leaves open, its start decides.
            if (bare && frequency == RecurrenceFrequency.Weekly)
            {
                _weekdays = 1 << (_startDay % 7);
            }
            else if (bare && frequency is RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly)
            {
                _monthDays = 1u << (start.Day - 1);
                _months = frequency == RecurrenceFrequency.Yearly && !hasMonths ? 1 << (start.Month - 1) : _months;
            }

            _months = _months == 0 ? AllMonths : _months;
            _hasMonthDays = _monthDays != 0 || _hasNegativeMonthDays;
            _ordinalsInYear = frequency == RecurrenceFrequency.Yearly && !hasMonths;
            _clamp = missingDay == MissingDay.LastDay && parts.Weekdays.Length == 0
                && frequency is RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly;
            _byWeek = frequency == RecurrenceFrequency.Weekly && (parts.Interval > 1 || parts.SetPositions.Length > 0);
            _yearMasks = frequency == RecurrenceFrequency.Yearly && parts.SetPositions.Length > 0 ? new uint[12] : null;

            switch (frequency)
            {
                case RecurrenceFrequency.Weekly when _byWeek:
                    _step = 7 * parts.Interval;
                    var week = _startDay - ((_startDay + 8 - (int)parts.WeekStart) % 7);
                    _nextWeek = week + (_step * StepsTo(jumpDay - 6 - week, _step));
                    break;
                case RecurrenceFrequency.Yearly:
                    _step = parts.Interval;
                    _year = start.Year + (_step * StepsTo(jumpTo.Year - start.Year, _step));
                    _month = 1;
                    break;
                default:
                    _step = frequency == RecurrenceFrequency.Monthly ? parts.Interval : 1;
                    var ahead = ((jumpTo.Year - start.Year) * 12) + jumpTo.Month - start.Month;
                    var index = (start.Year * 12) + start.Month - 1 + (_step * StepsTo(ahead, _step));
                    _year = index / 12;
                    _month = (index % 12) + 1;
                    break;
            }
        }

        public int FirstDay { get; private set; }

        public uint Mask { get; private set; }

        private int Year { get; set; }

        private int Month { get; set; }

        /// <summary>The next block that may hold a day, unless it begins after <paramref name="lastDay"/>.</summary>
        public bool MoveNext(int lastDay)
        {
            if (_byWeek)
            {
                FirstDay = _nextWeek;
                _nextWeek += _step;
                if (FirstDay > lastDay)
                {
                    return false;
                }

                Mask = WeekMask();
                return true;
            }

            while (true)
            {
                Year = _year;
                Month = _month;
                if (Year > RecurrenceRule.Horizon.Year)
                {
                    return false;
                }

                Advance();
                if ((_months & (1 << (Month - 1))) == 0 && _yearMasks is null)
                {
                    continue;
                }

                FirstDay = new DateOnly(Year, Month, 1).DayNumber;
                if (FirstDay > lastDay)
                {
                    return false;
                }

                Mask = _yearMasks is null ? PeriodMask() : YearMask();
                if (Mask != 0)
                {
                    return true;
                }
            }
        }

        public readonly LocalDate DateAt(int offset) => _byWeek
            ? LocalDate.FromDateOnly(DateOnly.FromDayNumber(FirstDay + offset))
            : new LocalDate(Year, Month, offset + 1);

        /// <summary>How many steps it takes to reach at least this distance.</summary>
        private static int StepsTo(int distance, int step) => distance <= 0 ? 0 : (distance + step - 1) / step;

        /// <summary>Bit i = the weekday of day i, for a block whose first day falls on <paramref name="firstWeekday"/>.</summary>
        private static uint Repeat(int weekdays, int firstWeekday)
        {
            var week = (uint)((weekdays >> firstWeekday) | (weekdays << (7 - firstWeekday))) & 0x7F;
            return week | (week << 7) | (week << 14) | (week << 21) | (week << 28);
        }

        /// <summary>The days at the given positions of a period whose days are spread over one or more masks.</summary>
        private static void Pick(Span<uint> masks, int[] positions)
        {
            Span<uint> picked = stackalloc uint[masks.Length];
            var total = 0;
            foreach (var mask in masks)
            {
                total += BitOperations.PopCount(mask);
            }

            foreach (var position in positions)
            {
                var index = position > 0 ? position - 1 : total + position;
                for (var i = 0; i < masks.Length && index >= 0; i++)
                {
                    var days = BitOperations.PopCount(masks[i]);
                    if (index < days)
                    {
                        var mask = masks[i];
                        for (; index > 0; index--)
                        {
                            mask &= mask - 1;
                        }

                        picked[i] |= mask & (~mask + 1);
                        break;
                    }

                    index -= days;
                }
            }

            picked.CopyTo(masks);
        }

        private void Advance()
        {
            if (_parts.Frequency == RecurrenceFrequency.Yearly)
            {
                _month++;
                if (_month > 12)
                {
                    _month = 1;
                    _year += _step;
                }

                return;
            }

            var index = (_year * 12) + _month - 1 + _step;
            _year = index / 12;
            _month = (index % 12) + 1;
        }

        private readonly uint WeekMask()
        {
            var mask = Repeat(_weekdays, FirstDay % 7) & 0x7F;
            if (_months != AllMonths)
            {
                for (var i = 0; i < 7; i++)
                {
                    if ((_months & (1 << (DateOnly.FromDayNumber(FirstDay + i).Month - 1))) == 0)
                    {
                        mask &= ~(1u << i);
                    }
                }
            }

            if (_parts.SetPositions.Length > 0)
            {
                // The first week begins with the series: positions do not count days before it.
                mask = From(mask, _startDay - FirstDay);
                Pick(new Span<uint>(ref mask), _parts.SetPositions);
            }

            return mask;
        }

        private readonly uint PeriodMask()
        {
            var mask = MonthMask(Year, Month, FirstDay);
            if (_parts.SetPositions.Length > 0)
            {
                if (_parts.Frequency == RecurrenceFrequency.Daily)
                {
                    // A daily period holds one day, which is both its first and its last.
                    return _parts.SetPositions.Any(position => position is 1 or -1) ? mask : 0;
                }

                Pick(new Span<uint>(ref mask), _parts.SetPositions);
            }

            return mask;
        }

        private readonly uint YearMask()
        {
            if (Month == 1)
            {
                for (var month = 1; month <= 12; month++)
                {
                    _yearMasks![month - 1] = MonthMask(Year, month, new DateOnly(Year, month, 1).DayNumber);
                }

                Pick(_yearMasks, _parts.SetPositions);
            }

            return _yearMasks![Month - 1];
        }

        private readonly uint MonthMask(int year, int month, int firstDay)
        {
            if ((_months & (1 << (month - 1))) == 0)
            {
                return 0;
            }

            var length = DateTime.DaysInMonth(year, month);
            var mask = uint.MaxValue >> (32 - length);
            if (_hasMonthDays)
            {
                mask &= MonthDayMask(length);
            }

            if (_weekdays != 0 || _hasOrdinals)
            {
                var weekdays = Repeat(_weekdays, firstDay % 7);
                if (_hasOrdinals)
                {
                    weekdays |= OrdinalMask(year, firstDay, length);
                }

                mask &= weekdays;
            }

            if (_parts.Frequency == RecurrenceFrequency.Daily && _parts.Interval > 1)
            {
                mask &= StepMask(firstDay, length);
            }

            return mask;
        }

        private readonly uint MonthDayMask(int length)
        {
            var mask = _monthDays;
            if (_clamp && mask >> length != 0)
            {
                mask |= 1u << (length - 1);
            }

            if (_hasNegativeMonthDays)
            {
                foreach (var day in _parts.MonthDays)
                {
                    if (day < 0 && length + day >= 0)
                    {
                        mask |= 1u << (length + day);
                    }
                }
            }

            return mask;
        }

        private readonly uint OrdinalMask(int year, int firstDay, int length)
        {
            var (scopeStart, scopeLength) = _ordinalsInYear
                ? (new DateOnly(year, 1, 1).DayNumber, DateTime.IsLeapYear(year) ? 366 : 365)
                : (firstDay, length);
            var mask = 0u;
            foreach (var (day, ordinal) in _parts.Weekdays)
            {
                if (ordinal == 0)
                {
                    continue;
                }

                var firstOfKind = ((int)day + 6 - (scopeStart % 7)) % 7;
                var count = (scopeLength - firstOfKind + 6) / 7;
                var index = ordinal > 0 ? ordinal - 1 : count + ordinal;
                var offset = scopeStart + firstOfKind + (7 * index) - firstDay;
                if (index >= 0 && index < count && offset >= 0 && offset < length)
                {
                    mask |= 1u << offset;
                }
            }

            return mask;
        }

        private readonly uint StepMask(int firstDay, int length)
        {
            var interval = _parts.Interval;
            var offset = (_startDay - firstDay) % interval;
            var mask = 0u;
            for (var i = offset < 0 ? offset + interval : offset; i < length; i += interval)
            {
                mask |= 1u << i;
            }

            return mask;
        }
    }
}
