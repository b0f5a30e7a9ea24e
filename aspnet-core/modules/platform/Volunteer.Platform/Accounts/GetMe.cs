using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.People;

namespace Volunteer.Platform.Accounts;

/// <summary>What the current community knows about oneself, and the name one signs in with.</summary>
internal static class GetMe
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/me", HandleAsync)
        .RequireSignIn();

    private static async Task<Ok<Response>> HandleAsync(VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var personId = user.RequirePersonId();
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == personId, cancellationToken);
        var userName = await db.Set<Account>().Where(a => a.Id == user.AccountId).Select(a => a.UserName).SingleAsync(cancellationToken);
        return TypedResults.Ok(new Response(
            person.Name,
            person.BirthDate,
            person.Phone,
            person.Email,
            person.EmailRefusedAt is not null,
            person.Building,
            person.Language,
            person.ShortCode,
            userName));
    }

    /// <param name="EmailRefused">Mail to the address came back for good.</param>
    public sealed record Response(
        string Name,
        DateOnly? BirthDate,
        string? Phone,
        string? Email,
        bool EmailRefused,
        string? Building,
        string Language,
        string ShortCode,
        string? UserName);
}
