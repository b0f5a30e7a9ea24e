using Volunteer.Organizations;

namespace Volunteer.Volunteering.Duties;

/// <summary>Which clubs the caller may act for: the secretary for all, a leader for the clubs led.</summary>
internal sealed class ClubScope(IClubs clubs, ICurrentUser user)
{
    public async Task RequireAsync(Guid clubId, CancellationToken cancellationToken)
    {
        if ((await clubs.FindAsync([clubId], cancellationToken)).Count == 0)
        {
            throw new NotFoundException();
        }

        if (await MineAsync(cancellationToken) is { } mine && !mine.Contains(clubId))
        {
            throw new ForbiddenException(VolunteeringErrors.NotYourClub);
        }
    }

    /// <summary>Null means all clubs.</summary>
    public async Task<IReadOnlyCollection<Guid>?> MineAsync(CancellationToken cancellationToken) =>
        user.Roles.Contains(RoleNames.Secretary) ? null : await clubs.LedByAsync(user.RequirePersonId(), cancellationToken);
}
