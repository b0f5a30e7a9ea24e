using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// Every minute: offers past their deadline lapse and the place passes on. Also offers places that stand free while
/// people wait, e.g. because nobody could come at first.
/// </summary>
internal sealed class ExpireOffers(VolunteerDbContext db, ShiftGate gate, Waitlist waitlist, TimeProvider clock) : IRecurringJob
{
    public const string Name = "volunteering.expire-offers";
    public const string Cron = "0 * * * * ?";

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var overdue = await db.Set<Signup>().AsNoTracking()
            .Where(s => s.State == SignupState.Offered && s.OfferExpiresAt <= now)
            .Select(s => s.ShiftId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var waiting = await db.Set<Shift>().AsNoTracking()
            .Where(shift => shift.State == ShiftState.Open && shift.StartsAt > now
                && (shift.Taken < shift.Places || shift.Roles.Any(role => role.Taken < role.Places))
                && db.Set<Signup>().Any(s => s.ShiftId == shift.Id && s.State == SignupState.Waitlisted))
            .Select(shift => shift.Id)
            .ToListAsync(cancellationToken);

        // Always in the same order, so that two hosts at work do not wait for each other in a circle.
        foreach (var shiftId in overdue.Union(waiting).Order())
        {
            await gate.HoldAsync(shiftId, cancellationToken);
            foreach (var signup in await db.Set<Signup>()
                .Where(s => s.ShiftId == shiftId && s.State == SignupState.Offered && s.OfferExpiresAt <= now)
                .ToListAsync(cancellationToken))
            {
                signup.Lapse(now);
                await waitlist.FreeAsync(shiftId, signup.RoleKey, cancellationToken);
            }

            await waitlist.RunAsync(shiftId, cancellationToken);
        }
    }
}
