using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Organizations.Clubs;

/// <summary>The secretary takes the club in.</summary>
internal static class ApproveClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/approval", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ReviewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request? request,
        ClubReview review,
        CancellationToken cancellationToken)
    {
        var club = await review.DecideAsync(clubId, request?.Version, (c, by, now) => c.Approve(by, now), cancellationToken);
        return TypedResults.Ok(new Response(club.State, club.Version));
    }

    public sealed record Request(int? Version = null);

    public sealed record Response(ClubState State, int Version);
}
