using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Volunteering.Attendance;

/// <summary>The list to tick, complete enough to work without a network.</summary>
internal static class GetRollCall
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/shifts/{shiftId:guid}/roll-call", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<Ok<RollCallSheet>> HandleAsync(Guid shiftId, RollCall rollCall, CancellationToken cancellationToken) =>
        TypedResults.Ok(await rollCall.ReadAsync(await rollCall.OpenAsync(shiftId, cancellationToken), cancellationToken));
}
