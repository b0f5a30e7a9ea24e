namespace Volunteer.Platform.Messages;

/// <summary>Which messages the caller may see: a secretary all, a leader those of the own clubs.</summary>
internal sealed class VisibleMessages(VolunteerDbContext db, ICurrentUser user, IEnumerable<IClubScope> scopes)
{
    public async Task<IQueryable<Message>> ReadAsync(CancellationToken cancellationToken)
    {
        if (user.Can(PlatformPermissions.ManagePeople))
        {
            return db.Set<Message>();
        }

        var clubs = new HashSet<Guid>();
        foreach (var scope in scopes)
        {
            if (await scope.ClubsOfCallerAsync(cancellationToken) is not { } led)
            {
                return db.Set<Message>();
            }

            clubs.UnionWith(led);
        }

        return db.Set<Message>().Where(m => m.ClubId != null && clubs.Contains(m.ClubId.Value));
    }
}
