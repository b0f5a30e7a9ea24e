using Volunteer.Platform.Invitations;

namespace Volunteer.Platform.Tenants;

/// <summary>Shown once to whoever passes it on.</summary>
internal sealed record InvitationLink(string Url, string QrSvg, DateTimeOffset ExpiresAt)
{
    public static InvitationLink Of(IssuedInvitation issued) => new(issued.Url, issued.QrSvg, issued.ExpiresAt);
}
