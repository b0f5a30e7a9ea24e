using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>The duty works again from today on; the dates of the pause are gone (R18).</summary>
internal static class ResumeDuty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties/{dutyId:guid}/resumption", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<NoContent> HandleAsync(
        Guid dutyId,
        VolunteerDbContext db,
        ClubScope scope,
        DutyClubs clubs,
        DutyPlanning planning,
        Replanning replanning,
        ShiftGeneration generation,
        CancellationToken cancellationToken)
    {
        var duty = await db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == dutyId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(duty.ClubId, cancellationToken);
        if (duty.State != DutyState.Paused)
        {
            throw new BusinessException(VolunteeringErrors.DutyNotPaused);
        }

        await clubs.RequireForAsync(duty.ClubId, duty.Kind, cancellationToken);
        var today = (await planning.DaysAsync(cancellationToken)).Today;
        await db.InTransactionAsync(
            async () =>
            {
                duty.Resume();
                await replanning.FollowAsync([duty], ReviewReason.OutOfRule, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
                await generation.CatchUpAsync(duty, today, cancellationToken);
            },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
