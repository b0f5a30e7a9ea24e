using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.People;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Sessions;

/// <summary>What the front end must know at start: who, where, what is allowed.</summary>
internal static class GetSession
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/session", HandleAsync)
        .AllowEveryone("The front end asks before it knows whether anybody is signed in; it tells only about the caller.");

    private static async Task<Ok<Response>> HandleAsync(HttpContext http, VolunteerDbContext db, ICurrentUser user, CancellationToken cancellationToken)
    {
        if (http.Features.Get<UserSession>() is not { } session)
        {
            return TypedResults.Ok(new Response(null, null, null, [], []));
        }

        var memberships = await db.Set<Membership>().AsNoTracking()
            .Where(m => m.AccountId == session.AccountId && m.State == MembershipState.Active)
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.Id,
                m.Scope,
                m.TenantId,
                Community = db.Set<Tenant>().Where(t => t.Id == m.TenantId).Select(t => t.Name).FirstOrDefault(),
                Street = db.Set<Street>().Where(s => s.Id == m.StreetId).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var name = session.PersonId is { } personId
            ? await db.Set<Person>().Where(p => p.Id == personId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken)
            : await db.Set<Account>().Where(a => a.Id == session.AccountId).Select(a => a.UserName).SingleAsync(cancellationToken);
        var community = session.TenantId is { } tenantId
            ? await db.Set<Tenant>().Where(t => t.Id == tenantId).Select(t => new Community(t.Id, t.Name, t.NameEn, t.Phone, t.TimeZone)).SingleAsync(cancellationToken)
            : null;

        return TypedResults.Ok(new Response(
            new User(session.AccountId, session.PersonId, name ?? string.Empty, [.. user.Roles.Order(StringComparer.Ordinal)]),
            community,
            session.MembershipId,
            [.. session.Permissions.Order(StringComparer.Ordinal)],
            [.. memberships.Select(m => new Place(m.Id, m.Scope, m.Community ?? m.Street ?? "Volunteer"))]));
    }

    public sealed record Response(User? User, Community? Tenant, Guid? MembershipId, IReadOnlyList<string> Permissions, IReadOnlyList<Place> Memberships);

    public sealed record User(Guid AccountId, Guid? PersonId, string Name, IReadOnlyList<string> Roles);

    public sealed record Community(Guid Id, string Name, string NameEn, string Phone, string TimeZone);

    public sealed record Place(Guid Id, MembershipScope Scope, string Name);
}
