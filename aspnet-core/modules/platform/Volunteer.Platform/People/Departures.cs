using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Accounts;
using Volunteer.Platform.Invitations;
using Volunteer.Platform.Roles;

namespace Volunteer.Platform.People;

/// <summary>Ends what belonging to the community gave: the place to sign in to and the roles. The account itself may have other places.</summary>
internal sealed class Departures(VolunteerDbContext db, ICurrentTenant tenant, SecretaryGuard guard, InvitationIssuer invitations, TimeProvider clock)
{
    /// <summary>Needs a transaction around it; the caller saves, and forgets the sessions afterwards.</summary>
    public async Task EndMembershipAsync(Person person, CancellationToken cancellationToken)
    {
        await guard.HoldAsync(cancellationToken);
        var membership = await db.Set<Membership>()
            .SingleOrDefaultAsync(m => m.TenantId == tenant.Id && m.PersonId == person.Id && m.State == MembershipState.Active, cancellationToken);
        if (membership is not null)
        {
            await guard.EnsureOneStaysAsync(membership, until: null, cancellationToken);
            foreach (var role in membership.Roles.Select(role => role.Role).ToList())
            {
                membership.Revoke(role);
            }

            membership.End(clock.GetUtcNow());
        }

        await invitations.RevokeAsync(person.TenantId, person.Id, cancellationToken);
    }
}
