using Microsoft.EntityFrameworkCore;
using Volunteer.Platform.Messages;

namespace Volunteer.Platform.Jobs;

/// <summary>Messages are about people: half a year after they were settled they go.</summary>
internal sealed class CleanMessages(VolunteerDbContext db) : IRecurringJob
{
    public const string Name = "platform.clean-messages";
    private const int KeptDays = 180;

    public async Task RunAsync(DateTimeOffset scheduledFor, CancellationToken cancellationToken)
    {
        var before = scheduledFor.AddDays(-KeptDays);
        await db.Set<Message>().Where(m => m.SettledAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
