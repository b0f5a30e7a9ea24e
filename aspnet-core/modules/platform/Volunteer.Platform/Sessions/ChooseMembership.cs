using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Sessions;

/// <summary>Somebody with several places says where they are working now.</summary>
internal static class ChooseMembership
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/session/membership", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions(), new NotIdempotent());

    private static async Task<NoContent> HandleAsync(
        Request request,
        HttpContext http,
        VolunteerDbContext db,
        Antiforgery antiforgery,
        SessionCache cache,
        CancellationToken cancellationToken)
    {
        var current = http.Features.Get<UserSession>()!;
        if (!await db.Set<Membership>().AnyAsync(m => m.Id == request.MembershipId && m.AccountId == current.AccountId && m.State == MembershipState.Active, cancellationToken))
        {
            throw new NotFoundException();
        }

        var session = await db.Set<Session>().SingleAsync(s => s.Id == current.SessionId, cancellationToken);
        session.Use(request.MembershipId);
        await db.SaveChangesAsync(cancellationToken);
        cache.ForgetSession(session.Id);
        if (!session.IsBearer)
        {
            antiforgery.Issue(http, session.Id);
        }

        return TypedResults.NoContent();
    }

    public sealed record Request(Guid MembershipId);
}
