using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Signups;

/// <summary>A leader takes somebody off a shift, with a reason that the person is told.</summary>
internal static class RemoveFromShift
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/shifts/{shiftId:guid}/signups/{signupId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<NoContent> HandleAsync(
        Guid shiftId,
        Guid signupId,
        [FromBody] Request request,
        VolunteerDbContext db,
        ClubScope scope,
        ShiftGate gate,
        Waitlist waitlist,
        SignupMessages messages,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shift = await db.Set<Shift>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shiftId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(shift.ClubId, cancellationToken);
        await gate.RunAsync(
            async () =>
            {
                await gate.HoldAsync(shiftId, cancellationToken);
                var signup = await db.Set<Signup>().SingleOrDefaultAsync(s => s.Id == signupId && s.ShiftId == shiftId, cancellationToken) ?? throw new NotFoundException();
                if (!signup.IsLive)
                {
                    throw new BusinessException(VolunteeringErrors.NotSignedUp);
                }

                if (clock.GetUtcNow() >= shift.EndsAt)
                {
                    throw new BusinessException(VolunteeringErrors.ShiftOver);
                }

                var held = signup.HoldsPlace;
                signup.Cancel(request.Reason, clock.GetUtcNow());
                messages.Removed(await messages.AboutAsync(shift, cancellationToken), signup, request.Reason);
                if (held)
                {
                    await waitlist.FreeAsync(shiftId, signup.RoleKey, cancellationToken);
                }
            },
            cancellationToken);
        return TypedResults.NoContent();
    }

    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MaximumLength(200);
    }
}
