using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations.Members;

/// <summary>The post of leader moves to another member, in one step: the club is never without a leader.</summary>
internal static class HandOverClub
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs/{clubId:guid}/handover", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ManageClub);

    private static async Task<Ok<Response>> HandleAsync(
        Guid clubId,
        Request request,
        VolunteerDbContext db,
        ClubAuthority authority,
        Posts posts,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await authority.RequireAsync(clubId, cancellationToken);
        var from = await db.AtomicallyAsync(HandOverAsync, cancellationToken);
        posts.Refresh(from, request.ToPersonId);
        return TypedResults.Ok(new Response(from, request.ToPersonId));

        async Task<Guid> HandOverAsync()
        {
            var club = await db.LockClubAsync(clubId, cancellationToken);
            if (club.State is ClubState.Dissolved)
            {
                throw club.WrongState();
            }

            var leader = Outgoing(await posts.LeadersAsync(clubId, cancellationToken), request, user, authority);
            var successor = await posts.FindAsync(clubId, request.ToPersonId, cancellationToken) ?? throw new BusinessException(OrganizationsErrors.NotAMember);
            if (successor.Post is Post.Leader)
            {
                throw new BusinessException(OrganizationsErrors.AlreadyLeader);
            }

            var now = clock.GetUtcNow();
            await posts.AppointAsync(club, successor, Post.Leader, request.Until, cancellationToken);
            leader.Appoint(Post.Member, until: null, now);
            club.HandOver(leader.PersonId, successor.PersonId, user.RequirePersonId(), ClubRules.Lines(request.Note), now);
            await db.SaveChangesAsync(cancellationToken);
            return leader.PersonId;
        }
    }

    private static ClubMember Outgoing(List<ClubMember> leaders, Request request, ICurrentUser user, ClubAuthority authority)
    {
        if (!authority.IsForAll)
        {
            return request.FromPersonId is null || request.FromPersonId == user.PersonId
                ? leaders.Find(leader => leader.PersonId == user.PersonId) ?? throw new ForbiddenException(OrganizationsErrors.OnlyLeader)
                : throw new ForbiddenException(OrganizationsErrors.OnlySecretary);
        }

        if (request.FromPersonId is { } named)
        {
            return leaders.Find(leader => leader.PersonId == named) ?? throw new InvalidRequestException("fromPersonId", OrganizationsErrors.WhichLeader);
        }

        // The secretary may leave out the obvious.
        return leaders.Count == 1 ? leaders[0] : throw new InvalidRequestException("fromPersonId", OrganizationsErrors.WhichLeader);
    }

    /// <param name="FromPersonId">Who gives the post away, when the secretary hands over in a club of several leaders.</param>
    /// <param name="Until">Last day of the new term; null for no end.</param>
    public sealed record Request(Guid ToPersonId, string Note, Guid? FromPersonId = null, DateOnly? Until = null);

    public sealed record Response(Guid FromPersonId, Guid ToPersonId);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).Prose();
    }
}
