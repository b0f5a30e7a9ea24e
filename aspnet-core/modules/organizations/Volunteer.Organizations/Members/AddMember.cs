using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Members;

/// <summary>A leader puts one person on the roster: somebody of the register, or somebody new by name and phone.</summary>
internal static class AddMember
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/members", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request request,
        VolunteerDbContext db,
        ClubAuthority authority,
        Newcomers newcomers,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await authority.RequireAsync(clubId, cancellationToken);
        var club = await db.Set<Club>().SingleAsync(c => c.Id == clubId, cancellationToken);
        if (club.State is ClubState.Dissolved)
        {
            throw club.WrongState();
        }

        var field = request.PersonId is null ? "name" : "personId";
        var named = new Newcomer(request.PersonId, request.Name, request.Phone);
        var personId = (await newcomers.ResolveAsync([(field, named)], request.ConsentConfirmed, cancellationToken))[0];
        if (await db.Set<ClubMember>().AnyAsync(member => member.ClubId == clubId && member.PersonId == personId && member.LeftAt == null, cancellationToken))
        {
            throw new BusinessException(OrganizationsErrors.AlreadyMember);
        }

        db.Add(new ClubMember(clubId, personId, Post.Member, remark: null, clock.GetUtcNow()));
        db.Tell(new MemberJoined(personId, clubId, Skills: null));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception) && exception.Entries.Any(entry => entry.Entity is ClubMember))
        {
            throw new BusinessException(OrganizationsErrors.AlreadyMember);
        }

        return TypedResults.Ok(new Response(personId));
    }

    /// <param name="ConsentConfirmed">The signed form of somebody new is kept.</param>
    public sealed record Request(Guid? PersonId = null, string? Name = null, string? Phone = null, bool ConsentConfirmed = false);

    public sealed record Response(Guid PersonId);
}
