using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations;
using Volunteer.Volunteering.Shifts;
using Volunteer.Volunteering.Signups;

namespace Volunteer.Volunteering.Duties;

/// <summary>The duties of a club that rests are not generated; dates with people on them are put up for review.</summary>
internal sealed class RestDutiesOfPausedClub(VolunteerDbContext db, Replanning replanning) : IReactTo<ClubPaused>
{
    public async Task ReactAsync(ClubPaused news, CancellationToken cancellationToken)
    {
        var duties = await db.Set<Duty>().Where(duty => duty.ClubId == news.ClubId && duty.State != DutyState.Ended && !duty.ClubRests).ToListAsync(cancellationToken);
        foreach (var duty in duties)
        {
            duty.Rest();
        }

        await replanning.WithdrawAsync(duties, ReviewReason.ClubPaused, cancellationToken);
    }
}

/// <summary>A club that works again has its duties again, from today on.</summary>
internal sealed class ResumeDutiesOfClub(VolunteerDbContext db, DutyPlanning planning, Replanning replanning, ShiftGeneration generation) : IReactTo<ClubResumed>
{
    public async Task ReactAsync(ClubResumed news, CancellationToken cancellationToken)
    {
        var today = (await planning.DaysAsync(cancellationToken)).Today;
        var duties = await db.Set<Duty>().Where(duty => duty.ClubId == news.ClubId && duty.ClubRests).ToListAsync(cancellationToken);
        foreach (var duty in duties)
        {
            duty.WorkAgain();
        }

        await replanning.FollowAsync([.. duties.Where(duty => duty.State == DutyState.Active)], ReviewReason.OutOfRule, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var duty in duties)
        {
            await generation.CatchUpAsync(duty, today, cancellationToken);
        }
    }
}

/// <summary>A club that is no more holds nothing more. Nobody is signed up by then; should somebody have been quicker, they are told.</summary>
internal sealed class EndDutiesOfDissolvedClub(VolunteerDbContext db, DutyPlanning planning, Replanning replanning, ShiftRemoval removal, SignupChanges signups)
    : IReactTo<ClubDissolved>
{
    public async Task ReactAsync(ClubDissolved news, CancellationToken cancellationToken)
    {
        var (_, now, today, _) = await planning.DaysAsync(cancellationToken);
        var duties = await db.Set<Duty>().Where(duty => duty.ClubId == news.ClubId && duty.State != DutyState.Ended).ToListAsync(cancellationToken);
        foreach (var duty in duties)
        {
            duty.EndOn(today);
            duty.End();
        }

        var shifts = (await replanning.TakeFutureAsync([.. duties.Select(duty => duty.Id)], now, cancellationToken)).Where(shift => shift.State != ShiftState.Cancelled).ToList();
        var busy = await removal.WithPeopleAsync([.. shifts.Select(shift => shift.Id)], cancellationToken);
        var held = shifts.Where(shift => busy.Contains(shift.Id)).ToList();
        foreach (var shift in held)
        {
            shift.Cancel(CancelCause.OutOfRule, reason: null);
        }

        await removal.RemoveAsync([.. shifts.Where(shift => !busy.Contains(shift.Id))], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var shift in held)
        {
            await signups.ShiftCancelledAsync(shift, cancellationToken);
        }
    }
}

/// <summary>What keeps a club from being dissolved here: shifts to come that people are signed up for.</summary>
internal sealed class ShiftSettlement(VolunteerDbContext db, TimeProvider clock) : IClubSettlement
{
    public async Task<IReadOnlyList<OpenItem>> OpenItemsAsync(Guid clubId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var count = await db.Set<Shift>().CountAsync(
            shift => shift.ClubId == clubId && shift.EndsAt > now && shift.State != ShiftState.Cancelled
                && db.Set<Signup>().Any(s => s.ShiftId == shift.Id && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted)),
            cancellationToken);
        return count == 0 ? [] : [new OpenItem(VolunteeringErrors.OpenShifts, count)];
    }
}
