using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>The duty rests: no new shifts; dates with people on them wait for the leader's decision.</summary>
internal static class PauseDuty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties/{dutyId:guid}/pause", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<NoContent> HandleAsync(Guid dutyId, VolunteerDbContext db, ClubScope scope, Replanning replanning, CancellationToken cancellationToken)
    {
        var duty = await db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == dutyId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(duty.ClubId, cancellationToken);
        if (duty.State != DutyState.Active)
        {
            throw new BusinessException(VolunteeringErrors.DutyNotActive);
        }

        await db.InTransactionAsync(
            async () =>
            {
                duty.Pause();
                await replanning.WithdrawAsync([duty], ReviewReason.DutyPaused, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
