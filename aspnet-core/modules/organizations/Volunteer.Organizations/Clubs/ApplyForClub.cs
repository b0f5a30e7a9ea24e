using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Volunteer.Organizations.Members;

namespace Volunteer.Organizations.Clubs;

/// <summary>A resident asks the community to take in a club, with its leader and founding members.</summary>
internal static class ApplyForClub
{
    private const int MostFounders = 200;

    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/clubs", HandleAsync)
        .RequirePermission(OrganizationsPermissions.ApplyForClub);

    private static async Task<Created<Response>> HandleAsync(
        Request request,
        VolunteerDbContext db,
        Newcomers newcomers,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var me = user.RequirePersonId();
        var now = clock.GetUtcNow();
        var profile = ClubRules.Profile(request.Name, request.NameEn, request.Kind, request.Purpose, request.MeetingPlace, request.IsVolunteering, request.FoundedOn);
        await ClubName.EnsureFreeAsync(db, profile.Name, except: null, cancellationToken);

        var leader = request.LeaderPersonId ?? me;
        List<(string Field, Newcomer Person)> named = [("leaderPersonId", new Newcomer(leader))];
        named.AddRange((request.FoundingMembers ?? [])
            .Select((founder, index) => (Field: $"foundingMembers[{index}]", Person: founder))
            .Where(founder => founder.Person.PersonId != leader));
        var people = await newcomers.ResolveAsync(named, request.ConsentConfirmed, cancellationToken);

        var club = new Club(profile, me, now);
        db.Add(club);
        foreach (var personId in people)
        {
            db.Add(new ClubMember(club.Id, personId, personId == leader ? Post.Leader : Post.Member, remark: null, now));
            db.Tell(new MemberJoined(personId, club.Id, Skills: null));
        }

        await ClubName.SaveAsync(db, profile.Name, cancellationToken);
        return TypedResults.Created($"/api/organizations/clubs/{club.Id}", new Response(club.Id, club.State, club.Version));
    }

    /// <param name="LeaderPersonId">Whoever applies, when nobody is named.</param>
    /// <param name="FoundingMembers">People of the register by id, others by name and phone.</param>
    /// <param name="ConsentConfirmed">Signed forms of those who are new are kept.</param>
    public sealed record Request(
        string Name,
        ClubKind Kind,
        string Purpose,
        string MeetingPlace,
        bool IsVolunteering,
        string? NameEn = null,
        DateOnly? FoundedOn = null,
        Guid? LeaderPersonId = null,
        List<Newcomer>? FoundingMembers = null,
        bool ConsentConfirmed = false);

    public sealed record Response(Guid Id, ClubState State, int Version);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).ClubName();
            RuleFor(request => request.NameEn).EnglishName();
            RuleFor(request => request.Purpose).Prose();
            RuleFor(request => request.MeetingPlace).Place();
            RuleFor(request => request.FoundingMembers).Must(founders => founders is null || (founders.Count <= MostFounders && founders.TrueForAll(founder => founder is not null)));
        }
    }
}
