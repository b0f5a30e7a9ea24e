using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>Yes to the new time of a shift that was moved (S23).</summary>
internal static class ReconfirmSignup
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/signups/{signupId:guid}/reconfirmation", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<NoContent> HandleAsync(
        Guid signupId,
        VolunteerDbContext db,
        ShiftGate gate,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shiftId = await OwnOffer.ShiftOfAsync(db, signupId, user.RequirePersonId(), cancellationToken);
        try
        {
            await gate.RunAsync(
                async () =>
                {
                    await gate.HoldAsync(shiftId, cancellationToken);
                    var signup = await db.Set<Signup>().SingleAsync(s => s.Id == signupId, cancellationToken);
                    var shift = await db.Set<Shift>().SingleAsync(s => s.Id == shiftId, cancellationToken);
                    if (signup is not { State: SignupState.Confirmed, NeedsReconfirmation: true })
                    {
                        throw new BusinessException(VolunteeringErrors.NothingToReconfirm);
                    }

                    if (clock.GetUtcNow() >= shift.EndsAt)
                    {
                        throw new BusinessException(VolunteeringErrors.ShiftOver);
                    }

                    signup.AgreeTo(shift);
                },
                cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsViolationOf(exception, SignupDatabaseRules.NoOverlap))
        {
            throw new BusinessException(VolunteeringErrors.Overlaps);
        }

        return TypedResults.NoContent();
    }
}
