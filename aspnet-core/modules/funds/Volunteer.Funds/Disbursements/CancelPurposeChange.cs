using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Funds.Disbursements;

/// <summary>A proposal that is not followed.</summary>
internal static class CancelPurposeChange
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/purpose-changes/{changeId:guid}/cancellation", HandleAsync)
        .RequirePermission(FundsPermissions.ManageBooks);

    private static async Task<NoContent> HandleAsync(Guid changeId, VolunteerDbContext db, CancellationToken cancellationToken)
    {
        (await db.GetPurposeChangeAsync(changeId, cancellationToken)).Cancel();
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
