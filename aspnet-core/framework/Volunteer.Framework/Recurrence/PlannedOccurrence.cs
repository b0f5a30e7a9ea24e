using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;

namespace Volunteer.Recurrence;

/// <summary>What a duty does on a day that the calendar changes: a public holiday, or a weekend day made a workday.</summary>
public enum HolidayPolicy
{
    Hold,
    Skip,
    MoveBefore,
    MoveAfter,

    /// <summary>Someone decides, date by date.</summary>
    Ask,
}

/// <summary>What the calendar did to one occurrence.</summary>
public enum HolidayEffect
{
    /// <summary>It takes place on its own date.</summary>
    None,
    Skipped,
    MovedBefore,
    MovedAfter,

    /// <summary>It would have moved to a day on which the duty takes place anyway.</summary>
    MergedInto,
    NeedsDecision,
}

/// <summary>
/// Which occurrence of a duty this is, whatever day it moved to: the date that the rule gave it, and the number of the
/// duty's time slot, so that a changed start time does not make it another one.
/// </summary>
public readonly record struct OccurrenceKey(LocalDate OriginalDate, int Slot)
{
    /// <summary>E.g. <c>20260228-0</c>; sorts by date.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{OriginalDate.Year:D4}{OriginalDate.Month:D2}{OriginalDate.Day:D2}-{Slot}");

    public static bool TryParse([NotNullWhen(true)] string? text, out OccurrenceKey key)
    {
        key = default;
        if (text is not { Length: >= 10 and <= 13 } || text[8] != '-'
            || !DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !int.TryParse(text.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var slot))
        {
            return false;
        }

        key = new OccurrenceKey(LocalDate.FromDateOnly(date), slot);
        return true;
    }
}

/// <summary>One date of a duty as the rule and the calendar plan it, before anyone edited it.</summary>
/// <param name="Key">Stays the same when the occurrence moves or the duty's time changes.</param>
/// <param name="OriginalDate">The date that the rule gives.</param>
/// <param name="Date">The date on which it takes place; null if it does not, or not yet decided.</param>
/// <param name="StartTime">Local start.</param>
/// <param name="Minutes">Length; may run past midnight, the occurrence still belongs to <paramref name="Date"/>.</param>
/// <param name="Effect">What the calendar did.</param>
/// <param name="HolidayName">The official name of the holiday on the original date, or that it makes up for; also where the duty is held.</param>
/// <param name="HolidayKey">The translation key of that holiday.</param>
/// <param name="OnMakeUpWorkday">The original date is a weekend day made a workday.</param>
/// <param name="MergedInto">The original date of the occurrence that takes this one's place.</param>
/// <param name="CalendarKnown">False until the holiday list of that year is published: to be planned again then.</param>
public sealed record PlannedOccurrence(
    OccurrenceKey Key,
    LocalDate OriginalDate,
    LocalDate? Date,
    LocalTime StartTime,
    int Minutes,
    HolidayEffect Effect,
    string? HolidayName,
    string? HolidayKey,
    bool OnMakeUpWorkday,
    LocalDate? MergedInto,
    bool CalendarKnown)
{
    public LocalDateTime? StartsAt => Date + StartTime;

    public LocalDateTime? EndsAt => StartsAt?.PlusMinutes(Minutes);

    /// <summary>The same as instants; the length is time gone by, also where clocks change in between.</summary>
    public Interval? In(DateTimeZone zone) => StartsAt is { } local && LocalTimes.ToInstant(local, zone) is var start
        ? new Interval(start, start + Duration.FromMinutes(Minutes))
        : null;
}
