using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Attendance;

internal static class AttendanceLock
{
    /// <summary>
    /// Everybody who writes attendance of one shift, or hours of one person, does so one after the other. Inside a
    /// transaction only; SQLite has one writer at a time anyway.
    /// </summary>
    public static async Task WaitForAsync(this VolunteerDbContext db, string what, Guid id, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A lock lasts as long as its transaction: open one first.");
        }

        if (db.Database.IsNpgsql())
        {
            var key = $"volunteering:{what}:{id:N}";
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
        }
    }
}
