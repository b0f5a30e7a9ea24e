using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

/// <summary>A lost device's passkey stops working.</summary>
internal static class RemovePasskey
{
    public static void Map(RouteGroupBuilder api) => api
        .MapDelete("/me/passkeys/{passkeyId:guid}", HandleAsync)
        .RequireSignIn();

    private static async Task<NoContent> HandleAsync(Guid passkeyId, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var passkey = await db.Set<Passkey>().SingleOrDefaultAsync(p => p.Id == passkeyId && p.AccountId == user.AccountId, cancellationToken) ?? throw new NotFoundException();
        db.Remove(passkey);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
