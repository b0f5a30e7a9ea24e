using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Recurrence;
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

        var plan = await planning.NowAsync(cancellationToken);
        if (request.LastDay < plan.Today.AddDays(-1))
        {
            throw new InvalidRequestException("lastDay", VolunteeringErrors.DateInPast);
        }

        if (request.LastDay >= duty.StartDate && !Planning.TryTimetable(duty.When() with { EndDate = request.LastDay }, plan.Calendar, out _, out var error)
            && error != RecurrenceError.NeverOccurs)
        {
            throw new InvalidRequestException("lastDay", error.Code());
        }

        await db.InTransactionAsync(() => EndAsync(duty, request.LastDay, plan, db, replanning, removal, cancellationToken), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task EndAsync(
        Duty duty, DateOnly lastDay, Planning plan, VolunteerDbContext db, Replanning replanning, ShiftRemoval removal, CancellationToken cancellationToken)
    {
        var after = (await replanning.TakeFutureAsync([duty.Id], plan.Now, cancellationToken))
            .Where(shift => shift.OriginalDate > lastDay && shift.State != ShiftState.Cancelled)
            .ToList();
        var busy = await removal.WithPeopleAsync([.. after.Select(shift => shift.Id)], cancellationToken);
        if (busy.Count > 0)
        {
            throw new BusinessException(VolunteeringErrors.PeopleSignedUp).With("count", busy.Count);
        }

        await removal.RemoveAsync(after, cancellationToken);
        duty.EndOn(lastDay);
        if (lastDay < plan.Today)
        {
            duty.End();
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <param name="LastDay">Yesterday at the earliest.</param>
    public sealed record Request(DateOnly LastDay);
}
