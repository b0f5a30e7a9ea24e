using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Organizations.Clubs;

/// <summary>A leader or the secretary corrects what the club says of itself.</summary>
internal static class ChangeClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/clubs/{clubId:guid}", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request request,
        VolunteerDbContext db,
        ClubAuthority authority,
        CancellationToken cancellationToken)
    {
        await authority.RequireAsync(clubId, cancellationToken);
        var club = await db.Set<Club>().SingleAsync(c => c.Id == clubId, cancellationToken);
        if (request.Version != club.Version)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }

        var profile = ClubRules.Profile(request.Name, request.NameEn, request.Kind, request.Purpose, request.MeetingPlace, request.IsVolunteering, request.FoundedOn);

        // What the community decided on is not the leader's to change: the name, the kind, and whether hours are earned.
        if (!authority.IsForAll && (profile.Name, profile.Kind, profile.IsVolunteering) != (club.Name, club.Kind, club.IsVolunteering))
        {
            throw new ForbiddenException(OrganizationsErrors.OnlySecretary);
        }

        await ClubName.EnsureFreeAsync(db, profile.Name, club.Id, cancellationToken);
        club.Change(profile);
        await ClubName.SaveAsync(db, profile.Name, cancellationToken);
        return TypedResults.Ok(new Response(club.Version));
    }

    public sealed record Request(
        int Version,
        string Name,
        ClubKind Kind,
        string Purpose,
        string MeetingPlace,
        bool IsVolunteering,
        string? NameEn = null,
        DateOnly? FoundedOn = null);

    public sealed record Response(int Version);

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
