using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Members;
using Volunteer.Platform;

namespace Volunteer.Organizations.Rosters;

/// <summary>Says of each row what the register makes of it: at the preview, and again at the commit.</summary>
internal sealed class RosterMatching(VolunteerDbContext db, IPeople people)
{
    /// <summary>Rows asked about at once: enough to be quick, few enough for one statement.</summary>
    private const int Batch = 500;

    /// <summary>Sets status and person of every row that can be read. Returns who was found.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonCard>> MatchAsync(Guid clubId, IReadOnlyList<RosterRow> rows, CancellationToken cancellationToken)
    {
        var members = await db.Set<ClubMember>().Where(member => member.ClubId == clubId && member.LeftAt == null)
            .Select(member => member.PersonId)
            .ToHashSetAsync(cancellationToken);
        var found = new Dictionary<Guid, PersonCard>();
        var rowsOf = new Dictionary<Guid, int>();
        foreach (var batch in rows.Where(row => !row.HasErrors).Chunk(Batch))
        {
            var matches = await people.IdentifyAsync([.. batch.Select(row => row.Key)], cancellationToken);
            foreach (var (id, card) in await people.FindAsync([.. matches.Select(match => match.PersonId ?? match.DoubtfulPersonId).OfType<Guid>().Distinct()], cancellationToken))
            {
                found[id] = card;
            }

            foreach (var (row, match) in batch.Zip(matches))
            {
                Judge(row, match, members, rowsOf);
            }
        }

        return found;
    }

    private static void Judge(RosterRow row, Identification match, HashSet<Guid> members, Dictionary<Guid, int> rowsOf)
    {
        row.PersonId = match.PersonId ?? match.DoubtfulPersonId;
        if (match.Doubt is { } doubt)
        {
            row.Refuse(doubt switch
            {
                IdentityDoubt.IdNumberOfAnotherName => OrganizationsErrors.RosterIdOfAnother,
                IdentityDoubt.Departed => OrganizationsErrors.PersonDeparted,
                _ => OrganizationsErrors.PersonAmbiguous,
            });
        }
        else if (match.PersonId is not { } personId)
        {
            row.Status = RosterStatus.New;
        }
        else if (!rowsOf.TryAdd(personId, row.Number))
        {
            row.Refuse(OrganizationsErrors.RosterTwice, new(StringComparer.Ordinal) { ["row"] = rowsOf[personId] });
        }
        else
        {
            row.Status = members.Contains(personId) ? RosterStatus.AlreadyMember : RosterStatus.Matched;
        }
    }
}
