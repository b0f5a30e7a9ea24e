using System.Diagnostics.CodeAnalysis;
using NodaTime;
using Volunteer.Calendars;
using Volunteer.Platform;
using Volunteer.Recurrence;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>One date of a duty as rule and calendar give it, in instants.</summary>
/// <param name="Cause">Why the calendar takes the date away; null when it does not.</param>
internal sealed record PlannedSlot(
    DateOnly OriginalDate,
    ShiftState State,
    CancelCause? Cause,
    DateOnly LocalDate,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? HolidayName);

/// <summary>Where and when planning happens: the community's zone, its calendar, now, and how far ahead shifts are made.</summary>
internal sealed record Planning(string Zone, DateTimeOffset Now, DateOnly Today, DateOnly Horizon, WorkingCalendar Calendar)
{
    /// <summary>A moved date may lie this long after the one that the rule gave.</summary>
    private const int LongestMove = 31;

    /// <summary>Dates that still have no shift: from where generation stopped, or from today; nothing that has begun.</summary>
    /// <param name="from">First original date to look at.</param>
    /// <param name="known">Original dates that have a shift already, whatever became of it.</param>
    /// <param name="busy">Days on which the series already has an open shift: a date that the calendar moves there is merged into it.</param>
    public IEnumerable<PlannedSlot> Missing(Duty duty, DateOnly from, IReadOnlySet<DateOnly> known, IReadOnlySet<DateOnly> busy)
    {
        foreach (var slot in Slots(duty, from, Horizon))
        {
            if (known.Contains(slot.OriginalDate) || slot.StartsAt <= Now)
            {
                continue;
            }

            yield return slot.LocalDate != slot.OriginalDate && busy.Contains(slot.LocalDate) ? Merged(duty, slot) : slot;
        }
    }

    /// <summary>Where generation goes on: after a long pause of the whole system it looks back for dates moved past today.</summary>
    public DateOnly NextDate(Duty duty)
    {
        var next = duty.GeneratedUntil ?? Today;
        var earliest = Today.AddDays(-LongestMove);
        return next > earliest ? next : earliest;
    }

    public PlannedSlot? SlotOn(Duty duty, DateOnly originalDate) =>
        originalDate >= (duty.ContinuesFrom ?? originalDate)
            && TryTimetable(duty.When(), Calendar, out var timetable, out _)
            && timetable.On(LocalDate.FromDateOnly(originalDate)) is { } occurrence
            ? Slot(duty, occurrence)
            : null;

    /// <summary>The instants of a local date and time.</summary>
    public (DateTimeOffset StartsAt, DateTimeOffset EndsAt) Instants(DateOnly date, TimeOnly time, int minutes)
    {
        var start = LocalTimes.ToUtc(LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time), Zone);
        return (start, start.AddMinutes(minutes));
    }

    public (DateOnly Date, TimeOnly Time) Local(DateTimeOffset moment)
    {
        var local = LocalTimes.ToLocal(moment, Zone);
        return (local.Date.ToDateOnly(), local.TimeOfDay.ToTimeOnly());
    }

    /// <exception cref="InvalidRequestException">The rule is not one; names the field <c>rule</c> (R21).</exception>
    public static DutyTimetable Timetable(DutyWhen when, WorkingCalendar calendar) =>
        TryTimetable(when, calendar, out var timetable, out var error) ? timetable : throw new InvalidRequestException("rule", error.Code());

    public static bool TryTimetable(DutyWhen when, WorkingCalendar calendar, [NotNullWhen(true)] out DutyTimetable? timetable, out RecurrenceError error)
    {
        timetable = null;
        return DutyRule.TryParse(when.Rule, out var rule, out error)
            && DutyTimetable.TryCreate(
                new DutyTerms(
                    rule,
                    LocalDate.FromDateOnly(when.StartDate),
                    LocalTime.FromTimeOnly(when.StartTime),
                    when.Minutes,
                    when.EndDate is { } end ? LocalDate.FromDateOnly(end) : null,
                    Enum.Parse<MissingDay>(when.MissingDay),
                    Enum.Parse<HolidayPolicy>(when.HolidayPolicy)),
                calendar,
                out timetable,
                out error);
    }

    /// <summary>None for a duty that ended before it began.</summary>
    private IEnumerable<PlannedSlot> Slots(Duty duty, DateOnly from, DateOnly toExclusive)
    {
        var first = duty.ContinuesFrom is { } start && start > from ? start : from;
        return duty.EndDate < first || first >= toExclusive || !TryTimetable(duty.When(), Calendar, out var timetable, out _)
            ? []
            : timetable.Occurrences(LocalDate.FromDateOnly(first), LocalDate.FromDateOnly(toExclusive)).Select(occurrence => Slot(duty, occurrence));
    }

    private PlannedSlot Slot(Duty duty, PlannedOccurrence occurrence)
    {
        var original = occurrence.OriginalDate.ToDateOnly();
        var date = occurrence.Date?.ToDateOnly() ?? original;
        var (startsAt, endsAt) = Instants(date, duty.StartTime, duty.Minutes);
        var (state, cause) = occurrence.Effect switch
        {
            HolidayEffect.Skipped => (ShiftState.Cancelled, CancelCause.Holiday),
            HolidayEffect.MergedInto => (ShiftState.Cancelled, CancelCause.Merged),
            HolidayEffect.NeedsDecision => (ShiftState.NeedsDecision, (CancelCause?)null),
            _ => (ShiftState.Open, null),
        };
        return new PlannedSlot(original, state, cause, date, startsAt, endsAt, occurrence.HolidayName);
    }

    private PlannedSlot Merged(Duty duty, PlannedSlot slot)
    {
        var (startsAt, endsAt) = Instants(slot.OriginalDate, duty.StartTime, duty.Minutes);
        return slot with { State = ShiftState.Cancelled, Cause = CancelCause.Merged, LocalDate = slot.OriginalDate, StartsAt = startsAt, EndsAt = endsAt };
    }
}

/// <summary>Makes the <see cref="Planning"/> of the current community and instant.</summary>
internal sealed class DutyPlanning(CommunityCalendar calendars, ICommunity community, ISettings settings, TimeProvider clock)
{
    public async Task<Planning> NowAsync(CancellationToken cancellationToken)
    {
        var (zone, now, today, horizon) = await DaysAsync(cancellationToken);
        return new Planning(zone, now, today, horizon, await calendars.GetAsync(cancellationToken));
    }

    /// <summary>Without the calendar, for the run that finds nothing to do.</summary>
    public async Task<(string Zone, DateTimeOffset Now, DateOnly Today, DateOnly Horizon)> DaysAsync(CancellationToken cancellationToken)
    {
        var zone = (await community.CurrentAsync(cancellationToken)).TimeZone;
        var now = clock.GetUtcNow();
        var today = LocalTimes.ToLocal(now, zone).Date.ToDateOnly();
        return (zone, now, today, today.AddDays(await settings.GetIntegerAsync(VolunteeringSettings.HorizonDays, cancellationToken)));
    }
}
