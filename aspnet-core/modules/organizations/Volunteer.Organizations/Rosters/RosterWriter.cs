using Microsoft.EntityFrameworkCore;
using Volunteer.Organizations.Members;
using Volunteer.Platform;

namespace Volunteer.Organizations.Rosters;

/// <summary>Writes the rows inside the caller's transaction, in chunks, so that a long roster does not fill the memory.</summary>
internal sealed class RosterWriter(VolunteerDbContext db, IPeople people)
{
    private const int Chunk = 500;
    private const int Attempts = 3;

    public async Task WriteAsync(Guid clubId, IEnumerable<RosterRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        foreach (var chunk in rows.Where(row => row.Status is RosterStatus.New or RosterStatus.Matched).Chunk(Chunk))
        {
            await WriteChunkAsync(clubId, chunk, now, cancellationToken);
        }
    }

    private async Task WriteChunkAsync(Guid clubId, RosterRow[] chunk, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            foreach (var row in chunk)
            {
                Add(clubId, row, now);
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
                return;
            }
            catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception))
            {
                // Among many thousand, two people may draw the same badge code: the next attempt draws others. If it is an
                // ID number that somebody else registered a moment ago, it stays refused.
                db.ChangeTracker.Clear();
                if (attempt == Attempts)
                {
                    throw new BusinessException(OrganizationsErrors.PreviewStale);
                }
            }
        }
    }

    private void Add(Guid clubId, RosterRow row, DateTimeOffset now)
    {
        var personId = row.PersonId ?? people.Register(
            new NewPerson(row.Name, row.Sex, row.BirthDate, row.Phone, row.Email, row.IdNumber, row.Building, ConsentBasis.PaperForm));
        db.Add(new ClubMember(clubId, personId, Post.Member, row.Remark, now));
        db.Tell(new MemberJoined(personId, clubId, row.Skills));
    }
}
