using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Hours;

/// <summary>What must still be recorded and by when: ten working days after the end (Decree 67 art. 11).</summary>
internal static class GetRecordingClock
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/hours/clock", HandleAsync)
        .RequirePermission(VolunteeringPermissions.ApproveHours);

    private static async Task<Ok<Response>> HandleAsync(UnrecordedShifts unrecorded, ClubScope scope, CancellationToken cancellationToken)
    {
        var items = await unrecorded.ListAsync(await scope.MineAsync(cancellationToken), cancellationToken);
        return TypedResults.Ok(new Response(items, items.Count(item => item.IsOverdue)));
    }

    public sealed record Response(IReadOnlyList<UnrecordedShift> Items, int Overdue);
}
