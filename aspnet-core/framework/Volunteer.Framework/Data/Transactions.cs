using Microsoft.EntityFrameworkCore;

namespace Volunteer;

/// <summary>Several statements that stand or fall together.</summary>
public static class Transactions
{
    /// <summary>Works in the transaction that is open already (that of an <c>Idempotency-Key</c>, or a job's), else in one of its own.</summary>
    public static async Task InTransactionAsync(this VolunteerDbContext db, Func<Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is not null)
        {
            await work();
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await work();
        await transaction.CommitAsync(cancellationToken);
        db.AfterCommit();
    }

    /// <summary>
    /// Acts for another tenant although a connection may be open: the row-level wall of PostgreSQL follows for the rest of the
    /// transaction. For the host side only, e.g. to write a new community's first person together with the community.
    /// </summary>
    public static async Task<IDisposable> EnterTenantAsync(this VolunteerDbContext db, ICurrentTenant tenant, Guid tenantId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(tenant);
        var entered = tenant.Change(tenantId);
        if (db.Database.CurrentTransaction is not null && db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"SELECT set_config('app.tenant_id', {tenantId.ToString()}, true)", cancellationToken);
        }

        return entered;
    }
}
