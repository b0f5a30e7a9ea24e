using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Rosters;

/// <summary>Takes a previewed roster in: every row, and just as the preview said, or nothing.</summary>
internal static class CommitRoster
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/roster-previews/{previewId:guid}/commit", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<Ok<Response>> HandleAsync(
        Guid previewId,
        Request request,
        VolunteerDbContext db,
        StoredPreviews previews,
        RosterMatching matching,
        RosterWriter writer,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (preview, rows) = await previews.OpenAsync(previewId, cancellationToken);
        if (request.PreviewVersion != preview.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        var counts = RosterCounts.Of(rows);
        if (counts.Error > 0)
        {
            throw new BusinessException(OrganizationsErrors.RosterHasErrors).With("count", counts.Error);
        }

        if (!request.ConsentConfirmed)
        {
            throw new InvalidRequestException("consentConfirmed", OrganizationsErrors.ConsentNeeded);
        }

        await db.AtomicallyAsync(CommitAsync, cancellationToken);
        return TypedResults.Ok(new Response(counts.New, counts.Matched, counts.AlreadyMember));

        async Task<int> CommitAsync()
        {
            await TakeAsync(db, preview, cancellationToken);
            var club = await db.LockClubAsync(preview.ClubId, cancellationToken);
            if (club.State is ClubState.Dissolved)
            {
                throw club.WrongState();
            }

            await EnsureAsPreviewedAsync(matching, preview.ClubId, rows, cancellationToken);
            await writer.WriteAsync(preview.ClubId, rows, clock.GetUtcNow(), cancellationToken);
            return rows.Count;
        }
    }

    /// <summary>Of two commits at once one gets the preview. Imports of one community run one after the other: each sees whom the one before has registered.</summary>
    private static async Task TakeAsync(VolunteerDbContext db, RosterPreview preview, CancellationToken cancellationToken)
    {
        await db.TakeTurnAsync($"organizations:roster:{preview.TenantId:N}", cancellationToken);
        var taken = await db.Set<RosterPreview>()
            .Where(candidate => candidate.Id == preview.Id && candidate.State == RosterPreviewState.Open)
            .ExecuteUpdateAsync(
                set => set.SetProperty(candidate => candidate.State, RosterPreviewState.Committed).SetProperty(candidate => candidate.Rows, (byte[]?)null),
                cancellationToken);
        if (taken == 0)
        {
            throw new BusinessException(OrganizationsErrors.PreviewCommitted);
        }
    }

    private static async Task EnsureAsPreviewedAsync(RosterMatching matching, Guid clubId, List<RosterRow> rows, CancellationToken cancellationToken)
    {
        var promised = rows.ConvertAll(row => (row.Status, row.PersonId));
        await matching.MatchAsync(clubId, rows, cancellationToken);
        if (!promised.SequenceEqual(rows.Select(row => (row.Status, row.PersonId))))
        {
            throw new BusinessException(OrganizationsErrors.PreviewStale);
        }
    }

    /// <param name="ConsentConfirmed">Everybody on the list agreed, and the signed forms are kept (Decree 67 art. 5).</param>
    public sealed record Request(int PreviewVersion, bool ConsentConfirmed = false);

    /// <param name="Registered">New on the community's register and in the club.</param>
    /// <param name="Joined">Known before, and now in the club.</param>
    public sealed record Response(int Registered, int Joined, int Unchanged);
}
