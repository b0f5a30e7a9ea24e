using NodaTime;
using Volunteer.Calendars;

namespace Volunteer.Recurrence;

/// <summary>The shape of the sentence that says a rule.</summary>
public enum RecurrenceKind
{
    /// <summary>Every (n) days.</summary>
    Daily,

    /// <summary>Every (n) weeks on weekdays.</summary>
    Weekly,

    /// <summary>Every (n) months on days of the month.</summary>
    MonthlyByDay,

    /// <summary>Every (n) months on ordinal weekdays.</summary>
    MonthlyByWeekday,

    /// <summary>Every (n) years on days of months.</summary>
    YearlyByDay,

    /// <summary>Every (n) years on ordinal weekdays of months.</summary>
    YearlyByWeekday,
    Lunar,

    /// <summary>Valid, but no plain sentence fits: show the dates.</summary>
    Custom,
}

/// <summary>
/// What a front end needs to say a rule in its own language; sentences are not made here. What the rule leaves to
/// its start date is filled in.
/// </summary>
/// <param name="Kind">Which sentence.</param>
/// <param name="Interval">1 = each.</param>
/// <param name="Weekdays">1 = Monday to 7 = Sunday, with the ordinal; 0 = each, -1 = last.</param>
/// <param name="MonthDays">1 to 31, or from the end of the month, -1 = last.</param>
/// <param name="Months">1 to 12.</param>
/// <param name="SetPositions">Which of the days of a period; only with kind custom.</param>
/// <param name="Count">Ends after so many.</param>
/// <param name="Until">Ends after this local date.</param>
/// <param name="Exceptions">Local dates taken out.</param>
/// <param name="LunarMonth">1 to 12.</param>
/// <param name="LunarDay">1 to 30.</param>
/// <param name="Leap">Which of two months.</param>
public sealed record RecurrenceSummary(
    RecurrenceKind Kind,
    int Interval,
    IReadOnlyList<SummaryWeekday> Weekdays,
    IReadOnlyList<int> MonthDays,
    IReadOnlyList<int> Months,
    IReadOnlyList<int> SetPositions,
    int? Count,
    DateOnly? Until,
    IReadOnlyList<DateOnly> Exceptions,
    int? LunarMonth,
    int? LunarDay,
    LeapMonth? Leap)
{
    public static RecurrenceSummary Of(DutyRule rule, LocalDate start) => rule switch
    {
        DutyRule.Lunar lunar => new RecurrenceSummary(
            RecurrenceKind.Lunar, 1, [], [], [], [], Count: null, Until: null, [], lunar.Month, lunar.Day, lunar.Leap),
        DutyRule.Solar solar => OfSolar(solar.Rule, start),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule of an unknown kind."),
    };

    private static RecurrenceSummary OfSolar(RecurrenceRule rule, LocalDate start)
    {
        IReadOnlyList<SummaryWeekday> weekdays = [.. rule.Weekdays.Select(weekday => new SummaryWeekday((int)weekday.Day, weekday.Ordinal))];
        var monthDays = rule.MonthDays;
        var months = rule.Months;
        if (weekdays.Count == 0 && monthDays.Count == 0)
        {
            switch (rule.Frequency)
            {
                case RecurrenceFrequency.Weekly:
                    weekdays = [new SummaryWeekday((int)start.DayOfWeek, 0)];
                    break;
                case RecurrenceFrequency.Monthly:
                    monthDays = [start.Day];
                    break;
                case RecurrenceFrequency.Yearly:
                    monthDays = [start.Day];
                    months = months.Count == 0 ? [start.Month] : months;
                    break;
                default:
                    break;
            }
        }

        return new RecurrenceSummary(
            KindOf(rule, weekdays, monthDays, months),
            rule.Interval,
            weekdays,
            monthDays,
            months,
            rule.SetPositions,
            rule.Count,
            rule.Until?.Date.ToDateOnly(),
            [.. rule.Exceptions.Select(exception => exception.Date.ToDateOnly())],
            LunarMonth: null,
            LunarDay: null,
            Leap: null);
    }

    private static RecurrenceKind KindOf(
        RecurrenceRule rule, IReadOnlyList<SummaryWeekday> weekdays, IReadOnlyList<int> monthDays, IReadOnlyList<int> months)
    {
        var onlyDays = weekdays.Count == 0 && monthDays.Count > 0;
        var onlyOrdinals = monthDays.Count == 0 && weekdays.Count > 0 && weekdays.All(weekday => weekday.Ordinal != 0);
        return rule.Frequency switch
        {
            _ when rule.SetPositions.Count > 0 => RecurrenceKind.Custom,
            RecurrenceFrequency.Yearly when months.Count > 0 && onlyDays => RecurrenceKind.YearlyByDay,
            RecurrenceFrequency.Yearly when months.Count > 0 && onlyOrdinals => RecurrenceKind.YearlyByWeekday,
            _ when months.Count > 0 => RecurrenceKind.Custom,
            RecurrenceFrequency.Daily when weekdays.Count == 0 && monthDays.Count == 0 => RecurrenceKind.Daily,
            RecurrenceFrequency.Daily when rule.Interval == 1 && monthDays.Count == 0 => RecurrenceKind.Weekly,
            RecurrenceFrequency.Weekly => RecurrenceKind.Weekly,
            RecurrenceFrequency.Monthly when onlyDays => RecurrenceKind.MonthlyByDay,
            RecurrenceFrequency.Monthly when onlyOrdinals => RecurrenceKind.MonthlyByWeekday,
            _ => RecurrenceKind.Custom,
        };
    }
}

/// <summary>A weekday by number, 1 = Monday, with its ordinal, 0 = each.</summary>
public readonly record struct SummaryWeekday(int Day, int Ordinal);
