namespace Volunteer.Volunteering;

internal static class Atomic
{
    /// <summary>Several statements, all or none: in the request's transaction when there is one already.</summary>
    public static async Task<T> AtomicallyAsync<T>(this VolunteerDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await work();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work();
        await transaction.CommitAsync(cancellationToken);
        db.AfterCommit();
        return result;
    }
}
