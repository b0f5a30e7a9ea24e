using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Sessions;

/// <summary>Signs out one of one's own other devices.</summary>
internal static class EndSession
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/me/sessions/{sessionId:guid}", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Guid sessionId, VolunteerDbContext db, ICurrentUser user, SignIns signIns, CancellationToken cancellationToken)
    {
        if (!await db.Set<Session>().AnyAsync(s => s.Id == sessionId && s.AccountId == user.AccountId, cancellationToken))
        {
            throw new NotFoundException();
        }

        await signIns.EndAsync(sessionId, cancellationToken);
        return TypedResults.NoContent();
    }
}
