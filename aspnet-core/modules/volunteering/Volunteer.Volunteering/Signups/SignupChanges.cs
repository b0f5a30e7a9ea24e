using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Attendance;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>People touched by a change of a shift, for a preview.</summary>
/// <param name="Holding">Have a place or an offer.</param>
/// <param name="Clashing">Those of <paramref name="Holding"/> who have something else at the new time.</param>
internal sealed record SignupImpact(IReadOnlyList<Guid> Holding, IReadOnlyList<Guid> Waiting, IReadOnlyList<Guid> Clashing);

/// <summary>
/// What a change of a shift does to its sign-ups. Part of the caller's transaction, which must be open; the caller saves.
/// </summary>
internal sealed class SignupChanges(VolunteerDbContext db, ShiftGate gate, Waitlist waitlist, SignupMessages messages, TimeProvider clock)
{
    /// <summary>Who is touched, and who would clash if the shift took place at this time (null: no new time).</summary>
    public async Task<SignupImpact> ImpactAsync(Guid shiftId, DateTimeOffset? startsAt, DateTimeOffset? endsAt, CancellationToken cancellationToken)
    {
        var live = await Live(shiftId).AsNoTracking().OrderBy(s => s.SignedUpAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        var holding = live.Where(s => s.HoldsPlace).Select(s => s.PersonId).ToList();
        var clashing = startsAt is { } from && endsAt is { } to ? await ClashingAsync(shiftId, holding, from, to, cancellationToken) : [];
        return new SignupImpact(holding, [.. live.Where(s => !s.HoldsPlace).Select(s => s.PersonId)], clashing);
    }

    /// <summary>Frees everybody and tells them, except who has already checked in: their time stands (S24). Call after the shift says it is cancelled.</summary>
    public async Task ShiftCancelledAsync(Shift shift, CancellationToken cancellationToken)
    {
        await gate.HoldAsync(shift.Id, cancellationToken);
        var now = clock.GetUtcNow();
        var came = await CameAsync(shift.Id, cancellationToken);
        var notice = await messages.AboutAsync(shift, cancellationToken);
        var freed = (await Live(shift.Id).ToListAsync(cancellationToken)).Where(s => !came.Contains(s.PersonId)).ToList();
        foreach (var signup in freed)
        {
            var held = signup.HoldsPlace;
            signup.Cancel(reason: null, now);
            messages.Cancelled(notice, signup);
            if (held)
            {
                await waitlist.CountAsync(shift.Id, signup.RoleKey, -1, cancellationToken);
            }
        }
    }

    /// <summary>Keeps everybody, asks for a new yes and tells them (S23). Call after the shift says it moved.</summary>
    public async Task ShiftMovedAsync(Shift shift, CancellationToken cancellationToken)
    {
        await gate.HoldAsync(shift.Id, cancellationToken);
        var came = await CameAsync(shift.Id, cancellationToken);
        var notice = await messages.AboutAsync(shift, cancellationToken);
        var moved = (await Live(shift.Id).ToListAsync(cancellationToken))
            .Where(s => !came.Contains(s.PersonId) && (s.StartsAt != shift.StartsAt || s.EndsAt != shift.EndsAt))
            .ToList();
        foreach (var signup in moved)
        {
            if (signup.HoldsPlace)
            {
                signup.AskAgain(shift.StartsAt - Waitlist.LastOfferBeforeStart);
            }
            else
            {
                signup.AgreeTo(shift);
            }

            messages.Moved(notice, signup);
        }
    }

    /// <summary>The same time at another place: everybody who is coming, or may be, is told. Call after the shift says where.</summary>
    public async Task ShiftRelocatedAsync(Shift shift, string? reason, CancellationToken cancellationToken)
    {
        await gate.HoldAsync(shift.Id, cancellationToken);
        var came = await CameAsync(shift.Id, cancellationToken);
        var notice = await messages.AboutAsync(shift, cancellationToken);
        foreach (var signup in (await Live(shift.Id).AsNoTracking().ToListAsync(cancellationToken)).Where(s => !came.Contains(s.PersonId)))
        {
            messages.Relocated(notice, signup, shift.Version, reason);
        }
    }

    /// <summary>More places go to the waitlist, fewer remove nobody (S9). Saves what the caller has changed so far.</summary>
    public async Task CapacityChangedAsync(Guid shiftId, CancellationToken cancellationToken)
    {
        await gate.HoldAsync(shiftId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await waitlist.RunAsync(shiftId, cancellationToken);
    }

    /// <summary>Those of these people who promised to be elsewhere at that time.</summary>
    public async Task<IReadOnlyList<Guid>> ClashingAsync(Guid shiftId, IReadOnlyCollection<Guid> people, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        await db.Set<Signup>()
            .Where(s => s.ShiftId != shiftId && people.Contains(s.PersonId) && !s.NeedsReconfirmation
                && (s.State == SignupState.Confirmed || s.State == SignupState.Offered)
                && s.StartsAt < to && s.EndsAt > from)
            .Select(s => s.PersonId)
            .Distinct()
            .ToListAsync(cancellationToken);

    private IQueryable<Signup> Live(Guid shiftId) => db.Set<Signup>()
        .Where(s => s.ShiftId == shiftId && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted));

    private Task<HashSet<Guid>> CameAsync(Guid shiftId, CancellationToken cancellationToken) => db.Set<AttendanceRecord>()
        .Where(record => record.ShiftId == shiftId && record.ArrivedAt != null)
        .Select(record => record.PersonId)
        .ToHashSetAsync(cancellationToken);
}
