using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Identity;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Registrations;
using Volunteer.Platform.Sessions;
using Volunteer.Platform.Tenants;

namespace Volunteer.Platform.Invitations;

/// <summary>What the page behind the link shows before anything is accepted: enough to know whether one is meant.</summary>
internal static class GetInvitation
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/invitations/{token}", HandleAsync)
        .AllowEveryone("The link's token is the permission; it shows a place and a masked name.")
        .LimitRate(RateRule.LookUp);

    private static async Task<Ok<Response>> HandleAsync(string token, VolunteerDbContext db, Texts texts, TimeProvider clock, CancellationToken cancellationToken)
    {
        var hash = SessionTokens.Hash(token);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken) ?? throw new NotFoundException();
        invitation.CheckUsable(clock.GetUtcNow());
        var place = invitation.Scope switch
        {
            MembershipScope.Community => await db.Set<Tenant>().Where(t => t.Id == invitation.TenantId).Select(t => new Place(t.Name, t.NameEn, t.Phone)).SingleAsync(cancellationToken),
            MembershipScope.Street => await db.Set<Street>().Where(s => s.Id == invitation.StreetId).Select(s => new Place(s.Name, s.NameEn, s.Phone)).SingleAsync(cancellationToken),
            _ => null,
        };
        return TypedResults.Ok(new Response(
            invitation.Scope,
            place,
            Masking.Name(invitation.Name),
            invitation.ExpiresAt,
            invitation.Scope == MembershipScope.Community ? ConsentTexts.Present(texts) : null));
    }

    /// <param name="Place">Community or street; null for the platform itself.</param>
    /// <param name="Consent">What has to be agreed to; null where no person is registered.</param>
    public sealed record Response(MembershipScope Scope, Place? Place, string MaskedName, DateTimeOffset ExpiresAt, ConsentText? Consent);

    public sealed record Place(string Name, string NameEn, string Phone);
}
