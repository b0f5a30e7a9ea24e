using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Organizations.Rosters;

/// <summary>Throws a preview away, and with it what it kept of people.</summary>
internal static class DiscardRosterPreview
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/roster-previews/{previewId:guid}", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<NoContent> HandleAsync(Guid previewId, VolunteerDbContext db, StoredPreviews previews, CancellationToken cancellationToken)
    {
        await previews.OpenAsync(previewId, cancellationToken);
        await db.Set<RosterPreview>().Where(preview => preview.Id == previewId && preview.State == RosterPreviewState.Open).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
