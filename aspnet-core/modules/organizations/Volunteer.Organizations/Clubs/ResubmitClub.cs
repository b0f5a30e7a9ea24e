using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Organizations.Clubs;

/// <summary>Whoever applied changes a returned application and sends it again.</summary>
internal static class ResubmitClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/resubmission", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ApplyForClub);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request request,
        VolunteerDbContext db,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var club = await db.Set<Club>().SingleOrDefaultAsync(c => c.Id == clubId, cancellationToken) ?? throw new NotFoundException();
        if (club.AppliedBy != user.RequirePersonId() && !user.Can(OrganizationsPermissions.ManageAllClubs))
        {
            throw new ForbiddenException(OrganizationsErrors.NotYourClub);
        }

        var profile = ClubRules.Profile(request.Name, request.NameEn, request.Kind, request.Purpose, request.MeetingPlace, request.IsVolunteering, request.FoundedOn);
        await ClubName.EnsureFreeAsync(db, profile.Name, club.Id, cancellationToken);
        club.Resubmit(profile, user.RequirePersonId(), clock.GetUtcNow());
        await ClubName.SaveAsync(db, profile.Name, cancellationToken);
        return TypedResults.Ok(new Response(club.State, club.Version));
    }

    public sealed record Request(
        string Name,
        ClubKind Kind,
        string Purpose,
        string MeetingPlace,
        bool IsVolunteering,
        string? NameEn = null,
        DateOnly? FoundedOn = null);

    public sealed record Response(ClubState State, int Version);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).ClubName();
            RuleFor(request => request.NameEn).EnglishName();
            RuleFor(request => request.Purpose).Prose();
            RuleFor(request => request.MeetingPlace).Place();
        }
    }
}
