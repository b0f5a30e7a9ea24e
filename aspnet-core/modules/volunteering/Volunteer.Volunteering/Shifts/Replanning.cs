using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Shifts;

/// <summary>What becomes of an existing date when rule or calendar change.</summary>
internal enum ReplanEffect
{
    None,
    Moved,
    Cancelled,
    NeedsDecision,

    /// <summary>Was taken away by rule or calendar, and takes place now.</summary>
    Reopened,

    /// <summary>The rule no longer yields it and nobody is on it.</summary>
    Removed,

    /// <summary>It no longer fits, but people are on it or somebody changed it by hand: a person decides.</summary>
    KeptForReview,

    /// <summary>It fits again.</summary>
    Released,
}

internal static class Replan
{
    /// <param name="slot">Where rule and calendar put it now; null when they no longer yield it.</param>
    /// <param name="peopleMove">Whether a date with people on it may move: after a preview yes, by itself never (R4).</param>
    public static ReplanEffect Decide(Shift shift, PlannedSlot? slot, bool hasPeople, bool peopleMove, DateTimeOffset now)
    {
        // What a person moved or cancelled stays as it is (R11).
        if (shift.Overrides.HasFlag(ShiftOverrides.Time) || shift is { State: ShiftState.Cancelled, CancelledBy: CancelCause.Person })
        {
            return shift.Review is null ? ReplanEffect.None : ReplanEffect.Released;
        }

        var isOn = shift.State != ShiftState.Cancelled;
        var touched = hasPeople || shift.Overrides != ShiftOverrides.None;
        if (slot is null)
        {
            return !isOn ? ReplanEffect.None : touched ? ReplanEffect.KeptForReview : ReplanEffect.Removed;
        }

        if (slot.StartsAt <= now)
        {
            return ReplanEffect.None;
        }

        var sameTime = shift.StartsAt == slot.StartsAt && shift.EndsAt == slot.EndsAt;
        return slot.State switch
        {
            ShiftState.Cancelled => !isOn ? ReplanEffect.None : touched ? ReplanEffect.KeptForReview : ReplanEffect.Cancelled,
            ShiftState.NeedsDecision when shift.State == ShiftState.NeedsDecision && sameTime => ReplanEffect.None,
            ShiftState.NeedsDecision => touched && isOn && shift.State == ShiftState.Open ? ReplanEffect.KeptForReview : ReplanEffect.NeedsDecision,
            _ when shift.State != ShiftState.Open => ReplanEffect.Reopened,
            _ when sameTime => shift.Review is null ? ReplanEffect.None : ReplanEffect.Released,
            _ => touched && !peopleMove ? ReplanEffect.KeptForReview : ReplanEffect.Moved,
        };
    }

    /// <summary>All effects but <see cref="ReplanEffect.Removed"/>, which takes many at once: see <see cref="ShiftRemoval"/>.</summary>
    public static void Apply(Shift shift, ReplanEffect effect, PlannedSlot? slot, ReviewReason review, string? reason)
    {
        switch (effect)
        {
            case ReplanEffect.Moved or ReplanEffect.Reopened or ReplanEffect.Cancelled or ReplanEffect.NeedsDecision:
                shift.Follow(slot!, reason);
                break;
            case ReplanEffect.KeptForReview:
                shift.PutUpForReview(review);
                break;
            case ReplanEffect.Released:
                shift.Release();
                break;
            default:
                break;
        }
    }
}

/// <summary>Fits the future shifts of duties to a changed calendar, or to a duty that rests or works again. Inside a transaction only; the caller saves.</summary>
internal sealed class Replanning(VolunteerDbContext db, DutyPlanning planning, ShiftRemoval removal)
{
    /// <summary>Dates without people follow; those with people are put up for review.</summary>
    public async Task FollowAsync(IReadOnlyCollection<Duty> duties, ReviewReason review, CancellationToken cancellationToken)
    {
        var plan = await planning.NowAsync(cancellationToken);
        var byId = duties.ToDictionary(duty => duty.Id);
        var shifts = await TakeFutureAsync(byId.Keys, plan.Now, cancellationToken);
        var busy = await removal.WithPeopleAsync([.. shifts.Select(shift => shift.Id)], cancellationToken);
        var removed = new List<Shift>();
        foreach (var shift in shifts)
        {
            var slot = plan.SlotOn(byId[shift.DutyId], shift.OriginalDate);
            var effect = Replan.Decide(shift, slot, busy.Contains(shift.Id), peopleMove: false, plan.Now);
            Replan.Apply(shift, effect, slot, review, reason: null);
            if (effect == ReplanEffect.Removed)
            {
                removed.Add(shift);
            }
        }

        await removal.RemoveAsync(removed, cancellationToken);
    }

    /// <summary>Nothing takes place for the time being: dates without people go, those with people are put up for review.</summary>
    public async Task WithdrawAsync(IReadOnlyCollection<Duty> duties, ReviewReason review, CancellationToken cancellationToken)
    {
        var now = (await planning.DaysAsync(cancellationToken)).Now;
        var shifts = (await TakeFutureAsync([.. duties.Select(duty => duty.Id)], now, cancellationToken)).Where(shift => shift.State != ShiftState.Cancelled).ToList();
        var busy = await removal.WithPeopleAsync([.. shifts.Select(shift => shift.Id)], cancellationToken);
        var (touched, untouched) = (shifts.Where(IsTouched).ToList(), shifts.Where(shift => !IsTouched(shift)).ToList());
        foreach (var shift in touched)
        {
            shift.PutUpForReview(review);
        }

        await removal.RemoveAsync(untouched, cancellationToken);

        bool IsTouched(Shift shift) => busy.Contains(shift.Id) || shift.Overrides != ShiftOverrides.None;
    }

    /// <summary>Takes the dates to come until the transaction ends, so that nobody signs up for one that is just going away.</summary>
    public async Task<List<Shift>> TakeFutureAsync(IReadOnlyCollection<Guid> dutyIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = dutyIds.ToList();
        var future = db.Set<Shift>().Where(shift => ids.Contains(shift.DutyId) && shift.StartsAt > now);
        await future.ExecuteUpdateAsync(set => set.SetProperty(shift => shift.Version, shift => shift.Version), cancellationToken);
        return await future.OrderBy(shift => shift.StartsAt).ToListAsync(cancellationToken);
    }
}

/// <summary>Takes shifts away that no rule yields any more.</summary>
internal sealed class ShiftRemoval(VolunteerDbContext db)
{
    /// <summary>Every value of a list becomes a parameter.</summary>
    private const int Batch = 1_000;

    /// <summary>Those of these shifts on which somebody has, waits for or is offered a place.</summary>
    public async Task<HashSet<Guid>> WithPeopleAsync(IReadOnlyCollection<Guid> shiftIds, CancellationToken cancellationToken)
    {
        var found = new HashSet<Guid>();
        foreach (var some in shiftIds.Chunk(Batch))
        {
            found.UnionWith(await db.Set<Signup>()
                .Where(s => some.Contains(s.ShiftId) && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted))
                .Select(s => s.ShiftId)
                .Distinct()
                .ToListAsync(cancellationToken));
        }

        return found;
    }

    /// <summary>Deletes those that nobody ever signed up for; the others stay as cancelled rows, since their history hangs on them.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<Shift> shifts, CancellationToken cancellationToken)
    {
        var ids = shifts.Select(shift => shift.Id).ToList();
        var used = new HashSet<Guid>();
        foreach (var some in ids.Chunk(Batch))
        {
            used.UnionWith(await db.Set<Signup>().Where(s => some.Contains(s.ShiftId)).Select(s => s.ShiftId).Distinct().ToListAsync(cancellationToken));
            used.UnionWith(await db.Set<AttendanceRecord>().Where(r => some.Contains(r.ShiftId)).Select(r => r.ShiftId).Distinct().ToListAsync(cancellationToken));
        }

        foreach (var shift in shifts)
        {
            if (used.Contains(shift.Id))
            {
                shift.Cancel(CancelCause.OutOfRule, reason: null);
            }
            else
            {
                db.Remove(shift);
            }
        }
    }
}
