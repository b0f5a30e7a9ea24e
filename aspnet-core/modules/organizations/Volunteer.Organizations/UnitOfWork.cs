using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Clubs;

namespace Volunteer.Organizations;

internal static class UnitOfWork
{
    /// <summary>
    /// Takes the club's row before reading what hangs on it, so that two people who change its posts at once do so one
    /// after the other. Inside a transaction only. Absent and foreign clubs are the same 404.
    /// </summary>
    public static async Task<Club> LockClubAsync(this VolunteerDbContext db, Guid clubId, CancellationToken cancellationToken)
    {
        var taken = await db.Set<Club>().Where(club => club.Id == clubId)
            .ExecuteUpdateAsync(set => set.SetProperty(club => club.Version, club => club.Version + 1), cancellationToken);
        return taken == 0 ? throw new NotFoundException() : await db.Set<Club>().SingleAsync(club => club.Id == clubId, cancellationToken);
    }
}
