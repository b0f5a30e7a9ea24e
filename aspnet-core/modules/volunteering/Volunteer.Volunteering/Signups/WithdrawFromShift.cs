using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>"I cannot come": always possible until the end; after the cut-off it is marked late and the leaders are told (S13).</summary>
internal static class WithdrawFromShift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/shifts/{shiftId:guid}/signups/mine", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        Guid shiftId,
        VolunteerDbContext db,
        ShiftGate gate,
        Waitlist waitlist,
        SignupMessages messages,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var late = await gate.RunAsync(
            async () =>
            {
                await gate.HoldAsync(shiftId, cancellationToken);
                var shift = await db.Set<Shift>().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
                var signup = await db.Set<Signup>().SingleOrDefaultAsync(
                    s => s.ShiftId == shiftId && s.PersonId == personId
                        && (s.State == SignupState.Confirmed || s.State == SignupState.Offered || s.State == SignupState.Waitlisted),
                    cancellationToken) ?? throw new BusinessException(VolunteeringErrors.NotSignedUp);
                var now = clock.GetUtcNow();
                if (now >= shift.EndsAt)
                {
                    throw new BusinessException(VolunteeringErrors.ShiftOver);
                }

                var hours = await db.Set<Duty>().Where(d => d.Id == shift.DutyId).Select(d => d.WithdrawUntilHoursBefore).SingleAsync(cancellationToken);

                // Nobody is late for a time they never agreed to.
                var isLate = signup is { State: SignupState.Confirmed, NeedsReconfirmation: false } && now > shift.StartsAt.AddHours(-hours);
                var held = signup.HoldsPlace;
                signup.Withdraw(isLate, now);
                if (held)
                {
                    await waitlist.FreeAsync(shiftId, signup.RoleKey, cancellationToken);
                }

                if (isLate)
                {
                    await messages.WithdrewLateAsync(await messages.AboutAsync(shift, cancellationToken), signup, cancellationToken);
                }

                return isLate;
            },
            cancellationToken);
        return TypedResults.Ok(new Response(late));
    }

    /// <param name="Late">After the cut-off: the leaders have been told.</param>
    public sealed record Response(bool Late);
}
