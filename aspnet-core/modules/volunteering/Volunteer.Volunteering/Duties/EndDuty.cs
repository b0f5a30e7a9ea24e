using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Shifts;

namespace Volunteer.Volunteering.Duties;

/// <summary>The last day of a duty. Dates with people on them are cancelled by an edit with a preview, never in passing.</summary>
internal static class EndDuty
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/duties/{dutyId:guid}/end", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ManageDuties);

    private static async Task<NoContent> HandleAsync(
        Guid dutyId,
        Request request,
        VolunteerDbContext db,
        ClubScope scope,
        DutyPlanning planning,
        Replanning replanning,
        ShiftRemoval removal,
        CancellationToken cancellationToken)
    {
        var duty = await db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == dutyId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(duty.ClubId, cancellationToken);
        if (duty.State == DutyState.Ended)
        {
            throw new BusinessException(VolunteeringErrors.DutyOver);
        }

        var (_, now, today, _) = await planning.DaysAsync(cancellationToken);
        if (request.LastDay < today.AddDays(-1))
        {
            throw new InvalidRequestException("lastDay", VolunteeringErrors.DateInPast);
        }

        var after = (await replanning.FutureAsync([duty.Id], now, cancellationToken))
            .Where(shift => shift.OriginalDate > request.LastDay && shift.State != ShiftState.Cancelled)
            .ToList();
        var busy = await removal.WithPeopleAsync([.. after.Select(shift => shift.Id)], cancellationToken);
        if (busy.Count > 0)
        {
            throw new BusinessException(VolunteeringErrors.PeopleSignedUp).With("count", busy.Count);
        }

        await removal.RemoveAsync(after, cancellationToken);
        duty.EndOn(request.LastDay);
        if (request.LastDay < today)
        {
            duty.End();
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <param name="LastDay">Yesterday at the earliest.</param>
    public sealed record Request(DateOnly LastDay);
}
