using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Signups;

/// <summary>"No, thank you": the offered place goes to the next person at once.</summary>
internal static class RefuseOffer
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/offers/{signupId:guid}/refusal", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<NoContent> HandleAsync(
        Guid signupId,
        VolunteerDbContext db,
        ShiftGate gate,
        Waitlist waitlist,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shiftId = await OwnOffer.ShiftOfAsync(db, signupId, user.RequirePersonId(), cancellationToken);
        await gate.RunAsync(
            async () =>
            {
                await gate.HoldAsync(shiftId, cancellationToken);
                var signup = await db.Set<Signup>().SingleAsync(s => s.Id == signupId, cancellationToken);
                OwnOffer.Check(signup, clock.GetUtcNow());
                signup.Lapse(clock.GetUtcNow());
                await waitlist.FreeAsync(shiftId, signup.RoleKey, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
