using Microsoft.EntityFrameworkCore;
using Volunteer.Platform;

namespace Volunteer.Organizations.Clubs;

/// <summary>Which clubs the caller may look after: leaders their own, the secretary all.</summary>
internal sealed class ClubAuthority(VolunteerDbContext db, IClubs clubs, ICurrentUser user) : IClubScope
{
    public bool IsForAll => user.Can(OrganizationsPermissions.ManageAllClubs);

    /// <summary>404 when the community has no such club, 403 when somebody else leads it.</summary>
    public async Task RequireAsync(Guid clubId, CancellationToken cancellationToken)
    {
        if (!await db.Set<Club>().AnyAsync(club => club.Id == clubId, cancellationToken))
        {
            throw new NotFoundException();
        }

        if (!await LeadsAsync(clubId, cancellationToken))
        {
            throw new ForbiddenException(OrganizationsErrors.NotYourClub);
        }
    }

    /// <summary>For the call list: null for the secretary, who may phone everybody.</summary>
    public async Task<IReadOnlyCollection<Guid>?> ClubsOfCallerAsync(CancellationToken cancellationToken)
    {
        if (IsForAll)
        {
            return null;
        }

        return user.PersonId is { } me ? await clubs.LedByAsync(me, cancellationToken) : [];
    }

    /// <summary>Leads or deputises, or is the secretary.</summary>
    public async Task<bool> LeadsAsync(Guid clubId, CancellationToken cancellationToken) =>
        IsForAll || (user.PersonId is { } me && (await clubs.LedByAsync(me, cancellationToken)).Contains(clubId));
}
