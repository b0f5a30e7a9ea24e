using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;

namespace Volunteer.Platform.Invitations;

internal sealed class FirstOperator(VolunteerDbContext db, InvitationIssuer invitations, TimeProvider clock) : IFirstOperator
{
    public Task<OperatorLink?> InviteAsync(string name, bool force, CancellationToken cancellationToken) => db.AtomicallyAsync(
        async () =>
        {
            if (!force && await ExistsAsync(cancellationToken))
            {
                return null;
            }

            var open = await db.Set<Invitation>()
                .Where(i => i.Scope == MembershipScope.Host && i.AcceptedAt == null && i.RevokedAt == null)
                .ToListAsync(cancellationToken);
            open.ForEach(invitation => invitation.Revoke(clock.GetUtcNow()));
            var issued = await invitations.IssueAsync(InvitationFor.HostOperator(name), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return new OperatorLink(issued.Url, issued.ExpiresAt);
        },
        cancellationToken);

    private Task<bool> ExistsAsync(CancellationToken cancellationToken) => db.Set<Membership>().AnyAsync(
        m => m.Scope == MembershipScope.Host && m.State == MembershipState.Active && m.Roles.Any(role => role.Role == RoleNames.HostOperator),
        cancellationToken);
}
