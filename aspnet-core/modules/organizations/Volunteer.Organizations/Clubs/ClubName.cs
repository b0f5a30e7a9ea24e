using Microsoft.EntityFrameworkCore;
using Volunteer.Text;

namespace Volunteer.Organizations.Clubs;

internal static class ClubName
{
    /// <summary>平安 巡逻队 and 平安巡逻队 are one name, and so are ＡＢＣ and abc.</summary>
    public static string Key(string name) => TextRules.NormaliseIdentifier(name).ToUpperInvariant();

    public static BusinessException Taken(string name) => new BusinessException(OrganizationsErrors.NameTaken).With("name", name);

    /// <summary>The early, readable refusal; two applications at once are told apart by the index.</summary>
    public static async Task EnsureFreeAsync(VolunteerDbContext db, string name, Guid? except, CancellationToken cancellationToken)
    {
        var key = Key(name);
        if (await db.Set<Club>().AnyAsync(club => club.NameKey == key && club.State != ClubState.Dissolved && club.Id != except, cancellationToken))
        {
            throw Taken(name);
        }
    }

    /// <summary>Saves; a name that somebody took a moment ago is told as such.</summary>
    public static async Task SaveAsync(VolunteerDbContext db, string name, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsUniqueViolation(exception) && exception.Entries.Any(entry => entry.Entity is Club))
        {
            throw Taken(name);
        }
    }
}
