using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Volunteer.Calendars;

namespace Volunteer.Recurrence;

/// <summary>When a duty takes place, as people state it.</summary>
/// <param name="Rule">On which days.</param>
/// <param name="StartDate">The series begins here; this day counts only if the rule yields it.</param>
/// <param name="StartTime">Local.</param>
/// <param name="Minutes">1 to 1440; 22:00 and 240 is an overnight patrol that belongs to the evening's date.</param>
/// <param name="EndDate">The last date that still counts, local.</param>
/// <param name="MissingDay">The 31st in short months, 29 February, a lunar 30th.</param>
/// <param name="HolidayPolicy">On public holidays, and on weekend days made workdays.</param>
/// <param name="Slot">0 to 99, tells several times a day of one duty apart; never changes, unlike the time.</param>
public sealed record DutyTerms(
    DutyRule Rule,
    LocalDate StartDate,
    LocalTime StartTime,
    int Minutes,
    LocalDate? EndDate = null,
    MissingDay MissingDay = MissingDay.Skip,
    HolidayPolicy HolidayPolicy = HolidayPolicy.Hold,
    int Slot = 0);

/// <summary>
/// Terms and working calendar together: the dates of a duty and what the calendar does to each.
/// A date is affected if it is a public holiday or a weekend day made a workday (调休). A moved occurrence goes to the
/// nearest day, on its side, that is neither. If the duty takes place on that day anyway, or an earlier occurrence
/// moves there too, it is merged into that one: never two of one duty on one date. If that day is before the duty
/// starts or after it ends, someone has to decide. The same dates come out whatever range is asked for.
/// </summary>
public sealed class DutyTimetable
{
    /// <summary>Ten years of every day.</summary>
    public const int MaxOccurrences = 3_660;
    public const int MaxPreview = 366;
    public const int MaxMinutes = 24 * 60;
    public const int MaxSlot = 99;
    public const int FirstYear = 2000;
    public const int LastYear = 2100;

    private static readonly LocalDate LastDay = new(LastYear, 12, 31);

    private readonly WorkingCalendar _calendar;

    private DutyTimetable(DutyTerms terms, WorkingCalendar calendar)
    {
        Terms = terms;
        _calendar = calendar;
    }

    public DutyTerms Terms { get; }

    public static DutyTimetable Create(DutyTerms terms, WorkingCalendar calendar) =>
        TryCreate(terms, calendar, out var timetable, out var error) ? timetable : throw error.ToException();

    public static bool TryCreate(DutyTerms terms, WorkingCalendar calendar, [NotNullWhen(true)] out DutyTimetable? timetable, out RecurrenceError error)
    {
        var candidate = new DutyTimetable(terms, calendar);
        error = candidate.Check();
        timetable = error == RecurrenceError.None ? candidate : null;
        return timetable is not null;
    }

    /// <summary>The occurrences whose original date lies in [from, toExclusive), in order of that date.</summary>
    /// <exception cref="BusinessException">More than <see cref="MaxOccurrences"/>.</exception>
    public IEnumerable<PlannedOccurrence> Occurrences(LocalDate from, LocalDate toExclusive)
    {
        var count = 0;
        foreach (var date in Dates(from, toExclusive.PlusDays(-1)))
        {
            if (++count > MaxOccurrences)
            {
                throw RecurrenceError.TooMany.ToException();
            }

            yield return Plan(date);
        }
    }

    /// <summary>The next occurrences by original date, those that the calendar takes away included, so that people see why a date is missing.</summary>
    public IReadOnlyList<PlannedOccurrence> Next(int count, LocalDate from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxPreview);
        return [.. Dates(from, LastDay).Take(count).Select(Plan)];
    }

    /// <summary>The rule yields this date, whatever the calendar then does to it.</summary>
    public bool FallsOn(LocalDate date) => Dates(date, date).Any();

    /// <summary>The single occurrence with that original date, or null if the rule does not yield it.</summary>
    public PlannedOccurrence? On(LocalDate originalDate) => FallsOn(originalDate) ? Plan(originalDate) : null;

    private RecurrenceError Check()
    {
        if (Terms.StartDate.Year is < FirstYear or > LastYear)
        {
            return RecurrenceError.StartOutOfRange;
        }

        if (Terms.EndDate < Terms.StartDate)
        {
            return RecurrenceError.EndBeforeStart;
        }

        if (Terms.Minutes is < 1 or > MaxMinutes)
        {
            return RecurrenceError.DurationOutOfRange;
        }

        if (Terms.Slot is < 0 or > MaxSlot)
        {
            return RecurrenceError.SlotOutOfRange;
        }

        if (Terms.Rule is DutyRule.Solar { Rule.Count: > MaxOccurrences })
        {
            return RecurrenceError.TooMany;
        }

        var dates = Dates(Terms.StartDate, LastDay);
        if (!dates.Any())
        {
            return RecurrenceError.NeverOccurs;
        }

        var ends = Terms.EndDate is not null || Terms.Rule is DutyRule.Solar { Rule.Until: not null };
        return ends && dates.Skip(MaxOccurrences).Any() ? RecurrenceError.TooMany : RecurrenceError.None;
    }

    private IEnumerable<LocalDate> Dates(LocalDate from, LocalDate toInclusive) => Terms.Rule.Dates(
        Terms.StartDate + Terms.StartTime,
        from,
        LocalDate.Min(toInclusive, LocalDate.Min(Terms.EndDate ?? LastDay, LastDay)),
        Terms.MissingDay);

    private PlannedOccurrence Plan(LocalDate date)
    {
        var occurrence = new PlannedOccurrence(
            new OccurrenceKey(date, Terms.Slot),
            date,
            date,
            Terms.StartTime,
            Terms.Minutes,
            HolidayEffect.None,
            _calendar.HolidayName(date),
            _calendar.HolidayKey(date),
            _calendar.IsMakeUpWorkday(date),
            MergedInto: null,
            _calendar.IsKnown(date.Year));

        if (!IsAffected(date))
        {
            return occurrence;
        }

        return Terms.HolidayPolicy switch
        {
            HolidayPolicy.Hold => occurrence,
            HolidayPolicy.Skip => occurrence with { Date = null, Effect = HolidayEffect.Skipped },
            HolidayPolicy.MoveBefore => Move(occurrence, -1, HolidayEffect.MovedBefore),
            HolidayPolicy.MoveAfter => Move(occurrence, 1, HolidayEffect.MovedAfter),
            _ => occurrence with { Date = null, Effect = HolidayEffect.NeedsDecision },
        };
    }

    private PlannedOccurrence Move(PlannedOccurrence occurrence, int direction, HolidayEffect effect)
    {
        var target = Beyond(occurrence.OriginalDate, direction);
        if (target < Terms.StartDate || target > Terms.EndDate)
        {
            return occurrence with { Date = null, Effect = HolidayEffect.NeedsDecision };
        }

        if (FallsOn(target))
        {
            return Merge(target);
        }

        // All affected days of one unbroken run move to the same day; the earliest occurrence takes it.
        var runStart = Beyond(occurrence.OriginalDate, -1).PlusDays(1);
        var earliest = Dates(runStart, occurrence.OriginalDate).First();
        return earliest < occurrence.OriginalDate ? Merge(earliest) : occurrence with { Date = target, Effect = effect };

        PlannedOccurrence Merge(LocalDate other) => occurrence with { Date = null, Effect = HolidayEffect.MergedInto, MergedInto = other };
    }

    /// <summary>The nearest day in one direction that the calendar leaves alone. The lists are finite, so there is one.</summary>
    private LocalDate Beyond(LocalDate date, int direction)
    {
        do
        {
            date = date.PlusDays(direction);
        }
        while (IsAffected(date));

        return date;
    }

    private bool IsAffected(LocalDate date) => _calendar.IsHoliday(date) || _calendar.IsMakeUpWorkday(date);
}
