using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Members;

/// <summary>Who leads is the secretary's to say; leaders choose their deputies, and deputies choose nobody.</summary>
internal static class ChangePost
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPut("/clubs/{clubId:guid}/members/{personId:guid}/post", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Guid personId,
        Request request,
        VolunteerDbContext db,
        ClubAuthority authority,
        Posts posts,
        ICurrentUser user,
        CancellationToken cancellationToken)
    {
        await authority.RequireAsync(clubId, cancellationToken);
        var changed = await db.AtomicallyAsync(ChangeAsync, cancellationToken);
        posts.Refresh(personId);
        return TypedResults.Ok(new Response(changed.Post, changed.PostUntil));

        async Task<ClubMember> ChangeAsync()
        {
            var club = await db.LockClubAsync(clubId, cancellationToken);
            if (club.State is ClubState.Dissolved)
            {
                throw club.WrongState();
            }

            var member = await posts.MemberAsync(clubId, personId, cancellationToken);
            if (!authority.IsForAll)
            {
                await EnsureMayAsync(member);
            }

            await posts.AppointAsync(club, member, request.Post, request.Until, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return member;
        }

        async Task EnsureMayAsync(ClubMember member)
        {
            if (request.Post is Post.Leader || (member.Post is Post.Leader && personId != user.PersonId))
            {
                throw new ForbiddenException(OrganizationsErrors.OnlySecretary);
            }

            if (!(await posts.LeadersAsync(clubId, cancellationToken)).Exists(leader => leader.PersonId == user.PersonId))
            {
                throw new ForbiddenException(OrganizationsErrors.OnlyLeader);
            }
        }
    }

    /// <param name="Until">Last day of the term; null for no end. A plain member has none.</param>
    public sealed record Request(Post Post, DateOnly? Until = null);

    public sealed record Response(Post Post, DateOnly? Until);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Until).Null().When(request => request.Post is Post.Member);
    }
}
