using System.Globalization;
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

    private static async Task<Ok<Response>> HandleAsync(HttpContext http, VolunteerDbContext db, DefinitionContext definitions, ISettings settings, Antiforgery antiforgery, CancellationToken cancellationToken)
    {
        var culture = CultureInfo.CurrentUICulture.Name;
        if (http.Features.Get<UserSession>() is not { } session)
        {
            return TypedResults.Ok(new Response(null, null, null, null, null, [], new Dictionary<string, bool>(StringComparer.Ordinal), [], culture));
        }

        if (!session.IsBearer)
        {
            antiforgery.Issue(http, session.SessionId);
        }

        var places = await db.Set<Membership>().AsNoTracking()
            .Where(m => m.AccountId == session.AccountId && m.State == MembershipState.Active)
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                Membership = m,
                Community = db.Set<Tenant>().Where(t => t.Id == m.TenantId).Select(t => t.Name).FirstOrDefault(),
                Street = db.Set<Street>().Where(s => s.Id == m.StreetId).Select(s => s.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var account = await db.Set<Account>().AsNoTracking().SingleAsync(a => a.Id == session.AccountId, cancellationToken);
        var person = session.PersonId is { } personId
            ? await db.Set<Person>().Where(p => p.Id == personId).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken)
            : null;
        var community = session.TenantId is { } tenantId
            ? await db.Set<Tenant>().Where(t => t.Id == tenantId).Select(t => new Community(t.Id, t.Name, t.NameEn, t.Phone, t.TimeZone)).SingleAsync(cancellationToken)
            : null;
        var street = session.StreetId is { } streetId
            ? await db.Set<Street>().Where(s => s.Id == streetId).Select(s => new StreetOffice(s.Id, s.Name, s.NameEn)).SingleAsync(cancellationToken)
            : null;

        return TypedResults.Ok(new Response(
            new User(session.AccountId, session.PersonId, person ?? account.Name ?? account.UserName ?? string.Empty, [.. session.Roles.Order(StringComparer.Ordinal)]),
            community,
            street,
            session.MembershipId,
            session.Restriction,
            [.. session.Permissions.Order(StringComparer.Ordinal)],
            await FeaturesAsync(definitions, settings, cancellationToken),
            [.. places.Select(p => new Place(
                p.Membership.Id,
                p.Membership.Scope,
                p.Community ?? p.Street ?? "Volunteer",
                p.Membership.Id == session.MembershipId ? [.. session.Roles.Order(StringComparer.Ordinal)] : [.. p.Membership.Roles.Select(r => r.Role).Order(StringComparer.Ordinal)]))],
            culture));
    }

    private static async Task<Dictionary<string, bool>> FeaturesAsync(DefinitionContext definitions, ISettings settings, CancellationToken cancellationToken)
    {
        var features = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var name in definitions.Features.Keys)
        {
            features.Add(name, await settings.IsOnAsync(name, cancellationToken));
        }

        return features;
    }

    /// <param name="Restriction">Code of what is still missing before anything else is allowed, e.g. <c>Platform:SecondFactorNeeded</c>.</param>
    /// <param name="Features">What the community has switched on.</param>
    public sealed record Response(
        User? User,
        Community? Tenant,
        StreetOffice? Street,
        Guid? MembershipId,
        string? Restriction,
        IReadOnlyList<string> Permissions,
        IReadOnlyDictionary<string, bool> Features,
        IReadOnlyList<Place> Memberships,
        string Culture);

    /// <param name="Id">The account.</param>
    public sealed record User(Guid Id, Guid? PersonId, string Name, IReadOnlyList<string> Roles);

    public sealed record Community(Guid Id, string Name, string NameEn, string Phone, string TimeZone);

    public sealed record StreetOffice(Guid Id, string Name, string NameEn);

    public sealed record Place(Guid Id, MembershipScope Kind, string Name, IReadOnlyList<string> Roles);
}
