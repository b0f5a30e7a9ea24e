using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>The offered place is taken. Twice is as good as once; after the deadline it is too late (S10).</summary>
internal static class AcceptOffer
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/offers/{signupId:guid}/acceptance", HandleAsync)
        .RequirePermission(VolunteeringPermissions.SignUp);

    private static async Task<Ok<Response>> HandleAsync(
        Guid signupId,
        VolunteerDbContext db,
        ShiftGate gate,
        SignupMessages messages,
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
                    if (signup.State == SignupState.Confirmed)
                    {
                        return;
                    }

                    OwnOffer.Check(signup, clock.GetUtcNow());
                    signup.Accept(await db.Set<Shift>().SingleAsync(s => s.Id == shiftId, cancellationToken));
                    messages.Confirmed(await messages.AboutAsync(shiftId, cancellationToken), signup);
                },
                cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsViolationOf(exception, SignupDatabaseRules.NoOverlap))
        {
            // The shift moved after the offer, and the new time clashes.
            throw new BusinessException(VolunteeringErrors.Overlaps);
        }

        return TypedResults.Ok(new Response(SignupState.Confirmed));
    }

    public sealed record Response(SignupState State);
}

/// <summary>What accepting and refusing an offer share.</summary>
internal static class OwnOffer
{
    /// <summary>Another person's offer is as unknown as none.</summary>
    public static async Task<Guid> ShiftOfAsync(VolunteerDbContext db, Guid signupId, Guid personId, CancellationToken cancellationToken) =>
        await db.Set<Signup>().Where(s => s.Id == signupId && s.PersonId == personId).Select(s => (Guid?)s.ShiftId).SingleOrDefaultAsync(cancellationToken)
            ?? throw new NotFoundException();

    public static void Check(Signup signup, DateTimeOffset now)
    {
        if (signup.State == SignupState.OfferLapsed || (signup.State == SignupState.Offered && signup.OfferExpiresAt <= now))
        {
            throw new BusinessException(VolunteeringErrors.OfferExpired);
        }

        if (signup.State != SignupState.Offered)
        {
            throw new BusinessException(VolunteeringErrors.NothingOffered);
        }
    }
}
