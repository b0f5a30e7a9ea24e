using Microsoft.EntityFrameworkCore;

namespace Volunteer.Organizations.Rosters;

/// <summary>Deletes previews whose day is over, and with them what they kept of people.</summary>
internal sealed class ClearRosterPreviews(VolunteerDbContext db) : IRecurringJob
{
    public const string Name = "organizations.clear-roster-previews";

    /// <summary>Twenty past every hour.</summary>
    public const string Cron = "0 20 * * * ?";

    public Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken) =>
        db.Set<RosterPreview>().Where(preview => preview.ExpiresAt <= scheduledFor).ExecuteDeleteAsync(cancellationToken);
}
