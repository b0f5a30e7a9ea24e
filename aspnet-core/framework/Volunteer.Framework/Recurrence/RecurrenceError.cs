namespace Volunteer.Recurrence;

/// <summary>Why a rule or a timetable was refused. <see cref="RecurrenceErrors.Code"/> turns it into the code that the translation files know.</summary>
public enum RecurrenceError
{
    None = 0,

    /// <summary>No text at all.</summary>
    Empty,
    TooLong,

    /// <summary>A part that is not <c>NAME=value</c>, or a name this subset of RFC 5545 does not know.</summary>
    UnknownPart,
    DuplicatePart,
    FrequencyMissing,
    FrequencyUnknown,
    IntervalZero,
    IntervalInvalid,
    WeekdaysEmpty,
    WeekdayInvalid,

    /// <summary>"The sixth Monday of a month", "the zeroth Friday".</summary>
    OrdinalInvalid,

    /// <summary>An ordinal weekday in a daily or weekly rule.</summary>
    OrdinalNotAllowed,
    MonthDayInvalid,

    /// <summary>A day of the month in a weekly rule.</summary>
    MonthDayNotAllowed,
    MonthInvalid,
    SetPositionInvalid,

    /// <summary>BYSETPOS picks from what other BY parts yield; alone it has nothing to pick from.</summary>
    SetPositionAlone,
    WeekStartInvalid,
    CountInvalid,
    UntilInvalid,

    /// <summary>UNTIL with a trailing Z: the end is wall-clock time here, as everything else in a rule.</summary>
    UntilNotLocal,
    CountAndUntil,
    ExceptionInvalid,
    TooManyExceptions,
    LunarDateInvalid,
    LeapMonthInvalid,

    /// <summary>Before 2000 or after 2100.</summary>
    StartOutOfRange,
    EndBeforeStart,
    DurationOutOfRange,
    SlotOutOfRange,

    /// <summary>The rule ends, but only after more dates than anyone can mean.</summary>
    TooMany,

    /// <summary>Not one date between start and end, e.g. every 30 February.</summary>
    NeverOccurs,
    ZoneUnknown,
}

public static class RecurrenceErrors
{
    private const string Prefix = "Recurrence:";

    /// <summary>Every code, for the test over the translation files.</summary>
    public static IEnumerable<string> AllCodes => Enum.GetValues<RecurrenceError>().Where(error => error != RecurrenceError.None).Select(Code);

    /// <summary>The stable code of an error, e.g. <c>Recurrence:IntervalZero</c>.</summary>
    public static string Code(this RecurrenceError error) => error == RecurrenceError.None
        ? throw new ArgumentOutOfRangeException(nameof(error), error, "Success has no code.")
        : Prefix + error;

    internal static BusinessException ToException(this RecurrenceError error) => new(error.Code());
}
