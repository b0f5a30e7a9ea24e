using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>Deletes previews whose day is over, with their files.</summary>
internal sealed class ClearStatementPreviews(VolunteerDbContext db, StatementVault vault) : IRecurringJob
{
    public const string Name = "funds.clear-statement-previews";

    /// <summary>Twenty-five past every hour.</summary>
    public const string Cron = "0 25 * * * ?";

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var old = await db.Set<StatementFile>().Where(file => file.State == StatementFileState.Preview && file.PreviewUntil <= scheduledFor).ToListAsync(cancellationToken);
        foreach (var file in old)
        {
            vault.Forget(file.BlobId);
        }

        db.RemoveRange(old);
        await db.SaveChangesAsync(cancellationToken);
    }
}
