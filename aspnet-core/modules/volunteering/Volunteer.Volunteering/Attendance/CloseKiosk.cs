using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Volunteering.Duties;

namespace Volunteer.Volunteering.Attendance;

/// <summary>Ends a kiosk before the day does, e.g. when the tablet is gone.</summary>
internal static class CloseKiosk
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/kiosks/{kioskId:guid}", HandleAsync)
        .RequirePermission(VolunteeringPermissions.TakeAttendance);

    private static async Task<NoContent> HandleAsync(Guid kioskId, VolunteerDbContext db, ClubScope scope, TimeProvider clock, CancellationToken cancellationToken)
    {
        var kiosk = await db.Set<Kiosk>().SingleOrDefaultAsync(k => k.Id == kioskId, cancellationToken) ?? throw new NotFoundException();
        await scope.RequireAsync(kiosk.ClubId, cancellationToken);
        kiosk.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
