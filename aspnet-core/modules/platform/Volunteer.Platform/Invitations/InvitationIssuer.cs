using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Volunteer.Platform.Sessions;
using Volunteer.Qr;

namespace Volunteer.Platform.Invitations;

/// <param name="Url">Shown once; the token is not kept.</param>
internal sealed record IssuedInvitation(Guid Id, string Url, string QrSvg, DateTimeOffset ExpiresAt);

/// <summary>Makes invitations in the caller's unit of work; nothing is written until the caller saves.</summary>
internal sealed class InvitationIssuer(VolunteerDbContext db, ICurrentUser user, PortalAddress portal, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>A new link; an older one for the same person dies with it.</summary>
    public async Task<IssuedInvitation> IssueAsync(InvitationFor whom, CancellationToken cancellationToken)
    {
        if (whom is { TenantId: { } tenantId, PersonId: { } personId })
        {
            await RevokeAsync(tenantId, personId, cancellationToken);
        }

        var token = SessionTokens.New();
        var now = clock.GetUtcNow();
        var invitation = new Invitation(whom, SessionTokens.Hash(token), user.IsSignedIn ? user.AccountId : null, now, now + Lifetime);
        db.Add(invitation);
        var url = portal.Link($"/invitations/{token}");
        return new IssuedInvitation(invitation.Id, url, SafeQr.Svg(url), invitation.ExpiresAt);
    }

    /// <summary>Open links of a person stop working; also when a promised role is taken back or the person leaves.</summary>
    public async Task RevokeAsync(Guid tenantId, Guid personId, CancellationToken cancellationToken)
    {
        var open = await db.Set<Invitation>()
            .Where(i => i.TenantId == tenantId && i.PersonId == personId && i.AcceptedAt == null && i.RevokedAt == null)
            .ToListAsync(cancellationToken);
        open.ForEach(invitation => invitation.Revoke(clock.GetUtcNow()));
    }
}

/// <summary>Links that people receive: from <c>Web:BaseUrl</c>, never from a request's Host header.</summary>
internal sealed class PortalAddress(IConfiguration configuration)
{
    /// <summary>The domain that passkeys belong to.</summary>
    public string Host => new Uri(Base).Host;

    private string Base => configuration["Web:BaseUrl"] ?? "http://localhost:5080";

    public string Link(string path) => Base.TrimEnd('/') + path;
}
