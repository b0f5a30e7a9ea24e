using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using Volunteer.Calendars;

namespace Volunteer.Recurrence;

/// <summary>
/// On which days a duty falls: by the solar calendar (<c>FREQ=MONTHLY;BYDAY=-1SA</c>) or once a lunar year
/// (<c>LUNAR=9/9</c>, <c>LUNAR=6/1;LEAP=BOTH</c>). The text form is what is stored and what the API takes.
/// </summary>
public abstract record DutyRule
{
    private DutyRule()
    {
    }

    public static DutyRule Parse(string text) => TryParse(text, out var rule, out var error) ? rule : throw error.ToException();

    public static bool TryParse(string? text, [NotNullWhen(true)] out DutyRule? rule, out RecurrenceError error)
    {
        if (text?.TrimStart().StartsWith(Lunar.Name, StringComparison.OrdinalIgnoreCase) == true)
        {
            error = Lunar.TryRead(text.Trim().ToUpperInvariant(), out var lunar);
            rule = lunar;
        }
        else
        {
            rule = RecurrenceRule.TryParse(text, out var solar, out error) ? new Solar(solar) : null;
        }

        return rule is not null;
    }

    public abstract override string ToString();

    /// <summary>Dates of a series from <paramref name="start"/>, in order, within [from, toInclusive].</summary>
    internal abstract IEnumerable<LocalDate> Dates(LocalDateTime start, LocalDate from, LocalDate toInclusive, MissingDay missingDay);

    public sealed record Solar(RecurrenceRule Rule) : DutyRule
    {
        public override string ToString() => Rule.ToString();

        internal override IEnumerable<LocalDate> Dates(LocalDateTime start, LocalDate from, LocalDate toInclusive, MissingDay missingDay) => Rule
            .Occurrences(start, from.AtMidnight(), toInclusive.PlusDays(1).AtMidnight(), missingDay)
            .Select(occurrence => occurrence.Date);
    }

    /// <summary>Every lunar year on one lunar day.</summary>
    public sealed record Lunar(int Month, int Day, LeapMonth Leap) : DutyRule
    {
        internal const string Name = "LUNAR=";
        private const string LeapName = "LEAP=";

        public override string ToString()
        {
            var leap = Leap switch
            {
                LeapMonth.UseRegular => string.Empty,
                LeapMonth.UseLeap => ";LEAP=LEAP",
                _ => ";LEAP=BOTH",
            };
            return string.Create(CultureInfo.InvariantCulture, $"{Name}{Month}/{Day}{leap}");
        }

        internal static RecurrenceError TryRead(string text, out Lunar? rule)
        {
            rule = null;
            if (text.Length > RecurrenceRule.MaxLength)
            {
                return RecurrenceError.TooLong;
            }

            var parts = text.Split(';');
            var date = parts[0][Name.Length..].Split('/');
            if (date.Length != 2 || !TryReadInt(date[0], 12, out var month) || !TryReadInt(date[1], 30, out var day))
            {
                return RecurrenceError.LunarDateInvalid;
            }

            LeapMonth? leap = LeapMonth.UseRegular;
            foreach (var (index, part) in parts.Index().Skip(1))
            {
                if (!part.StartsWith(LeapName, StringComparison.Ordinal))
                {
                    return RecurrenceError.UnknownPart;
                }

                if (index > 1)
                {
                    return RecurrenceError.DuplicatePart;
                }

                leap = part[LeapName.Length..] switch
                {
                    "REGULAR" => LeapMonth.UseRegular,
                    "LEAP" => LeapMonth.UseLeap,
                    "BOTH" => LeapMonth.Both,
                    _ => null,
                };
            }

            if (leap is not { } known)
            {
                return RecurrenceError.LeapMonthInvalid;
            }

            rule = new Lunar(month, day, known);
            return RecurrenceError.None;
        }

        internal override IEnumerable<LocalDate> Dates(LocalDateTime start, LocalDate from, LocalDate toInclusive, MissingDay missingDay)
        {
            var first = LocalDate.Max(start.Date, from);
            var lastYear = Math.Min(toInclusive.Year, ChineseLunarCalendar.LastYear);
            for (var year = Math.Max(first.Year, ChineseLunarCalendar.FirstYear); year <= lastYear; year++)
            {
                foreach (var date in ChineseLunarCalendar.InSolarYear(year, Month, Day, Leap, missingDay))
                {
                    if (date >= first && date <= toInclusive)
                    {
                        yield return date;
                    }
                }
            }
        }

        private static bool TryReadInt(string text, int largest, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= largest;
    }
}
