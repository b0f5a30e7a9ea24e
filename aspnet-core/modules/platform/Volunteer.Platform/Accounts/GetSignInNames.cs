using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Volunteer.Platform.Accounts;

/// <summary>The names one can sign in with, and the address that waits to be confirmed.</summary>
internal static class GetSignInNames
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me/sign-in-names", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, ICurrentUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == user.AccountId, cancellationToken);
        var waiting = await db.Set<EmailChange>().Where(c => c.AccountId == user.AccountId && c.ClosedAt == null && c.ExpiresAt > now).Select(c => c.Email).FirstOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new Response(account.UserName, account.PhoneNumber, account.Email, waiting));
    }

    public sealed record Response(string? UserName, string? Phone, string? Email, string? UnconfirmedEmail);
}
