using Microsoft.EntityFrameworkCore;

namespace Volunteer.Volunteering.Signups;

/// <summary>
/// Who changes the sign-ups of a shift holds the shift's row first, so that two such changes follow each other and the
/// second sees what the first did. On SQLite there is one writer anyway.
/// </summary>
internal sealed class ShiftGate(VolunteerDbContext db, ICurrentTenant tenant)
{
    private const int Attempts = 3;

    /// <summary>One transaction around the work, saved at its end; again from the start when the database asks for it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            return await WorkAsync(work, cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var result = await WorkAsync(work, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                db.AfterCommit();
                return result;
            }
            catch (Exception exception) when (attempt < Attempts && DatabaseFaults.IsTransient(exception))
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public Task RunAsync(Func<Task> work, CancellationToken cancellationToken) => RunAsync(
        async () =>
        {
            await work();
            return 0;
        },
        cancellationToken);

    /// <summary>Holds the shift until the end of the transaction. Read what depends on it afterwards.</summary>
    public async Task HoldAsync(Guid shiftId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Sign-ups are changed inside a transaction.");
        }

        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM volunteering_shifts WHERE tenant_id = {tenant.Id} AND id = {shiftId} FOR NO KEY UPDATE",
                cancellationToken);
        }
    }

    private async Task<T> WorkAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await work();
        await db.SaveChangesAsync(cancellationToken);
        return result;
    }
}
