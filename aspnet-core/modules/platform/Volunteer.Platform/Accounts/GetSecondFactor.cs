using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

/// <summary>How one's own second sign-in step stands.</summary>
internal static class GetSecondFactor
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me/second-factor", HandleAsync)
        .RequireSignIn()
        .WithMetadata(new OpenToRestrictedSessions());

    private static async Task<Ok<Response>> HandleAsync(HttpContext http, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var isActive = await db.Set<Account>().Where(a => a.Id == user.AccountId).Select(a => a.TwoFactorEnabled).SingleAsync(cancellationToken);
        var codes = await db.Set<RecoveryCode>().CountAsync(c => c.AccountId == user.AccountId, cancellationToken);
        return TypedResults.Ok(new Response(isActive, http.Features.Get<UserSession>()?.Restriction == PlatformErrors.SecondFactorNeeded, isActive ? codes : 0));
    }

    /// <param name="IsMissing">Needed for the person's role and not there yet.</param>
    public sealed record Response(bool IsActive, bool IsMissing, int RecoveryCodesLeft);
}
