using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Organizations.Clubs;

/// <summary>The club works again.</summary>
internal static class ResumeClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/resumption", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ReviewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request? request,
        ClubReview review,
        CancellationToken cancellationToken)
    {
        var hasLeader = await review.HasLeaderAsync(clubId, cancellationToken);
        var club = await review.DecideAsync(clubId, request?.Version, (c, by, now) => c.Resume(by, hasLeader, now), cancellationToken);
        return TypedResults.Ok(new Response(club.State, club.Version));
    }

    public sealed record Request(int? Version = null);

    public sealed record Response(ClubState State, int Version);
}
