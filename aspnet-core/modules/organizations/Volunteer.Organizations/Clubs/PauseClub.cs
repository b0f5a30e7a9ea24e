using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Volunteer.Organizations.Clubs;

/// <summary>The club rests.</summary>
internal static class PauseClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/pause", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ReviewClubs);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request? request,
        ClubReview review,
        CancellationToken cancellationToken)
    {
        var club = await review.DecideAsync(clubId, request?.Version, (c, by, now) => c.Pause(by, request?.Reasons is { } reasons ? ClubRules.Lines(reasons) : null, now), cancellationToken);
        return TypedResults.Ok(new Response(club.State, club.Version));
    }

    public sealed record Request(string? Reasons = null, int? Version = null);

    public sealed record Response(ClubState State, int Version);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reasons).OptionalProse();
    }
}
