namespace Volunteer.Volunteering.Attendance;

internal static class AttendanceLock
{
    /// <summary>Everybody who writes attendance of one shift, or hours of one person, does so one after the other.</summary>
    public static Task WaitForAsync(this VolunteerDbContext db, string what, Guid id, CancellationToken cancellationToken) =>
        db.TakeTurnAsync(KeyOf(what, id), cancellationToken);

    internal static string KeyOf(string what, Guid id) => $"volunteering:{what}:{id:N}";
}
