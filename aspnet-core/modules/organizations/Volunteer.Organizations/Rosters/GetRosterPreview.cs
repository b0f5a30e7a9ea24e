using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Platform;

namespace Volunteer.Organizations.Rosters;

/// <summary>A preview once more, as it was, for a page that was reloaded.</summary>
internal static class GetRosterPreview
{
    private const int Batch = 500;

    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/roster-previews/{previewId:guid}", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<Ok<RosterAnswer>> HandleAsync(
        Guid previewId,
        StoredPreviews previews,
        IPeople people,
        Texts texts,
        CancellationToken cancellationToken)
    {
        var (preview, rows) = await previews.OpenAsync(previewId, cancellationToken);
        var found = new Dictionary<Guid, PersonCard>();
        foreach (var batch in rows.Select(row => row.PersonId).OfType<Guid>().Distinct().Chunk(Batch))
        {
            foreach (var (id, card) in await people.FindAsync(batch, cancellationToken))
            {
                found[id] = card;
            }
        }

        return TypedResults.Ok(RosterAnswer.Of(preview, rows, found, texts));
    }
}
