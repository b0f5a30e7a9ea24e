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

    /// <summary>The same for work that has a result.</summary>
    public static async Task<T> AtomicallyAsync<T>(this VolunteerDbContext db, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        T result = default!;
        await db.InTransactionAsync(async () => result = await work(), cancellationToken);
        return result;
    }

    /// <summary>
    /// Whoever asks for the same key does so one after the other, until the transaction ends, on any host. SQLite has one
    /// writer at a time anyway.
    /// </summary>
    public static async Task TakeTurnAsync(this VolunteerDbContext db, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A turn lasts as long as its transaction: open one first.");
        }

        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
        }
    }

    /// <summary>
    /// Acts for another tenant on this same context; where a transaction is open, PostgreSQL's row-level wall follows. For the
    /// host side only, e.g. to write a new community's first person together with the community.
    /// </summary>
    public static async Task<T> InTenantAsync<T>(this VolunteerDbContext db, ICurrentTenant tenant, Guid tenantId, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentNullException.ThrowIfNull(work);
        var before = tenant.Id;
        using var entered = tenant.Change(tenantId);
        if (db.Database.CurrentTransaction is null || !db.Database.IsNpgsql())
        {
            return await work();
        }

        await SetTenantAsync(db, tenantId, cancellationToken);
        var result = await work();
        await SetTenantAsync(db, before, cancellationToken);
        return result;
    }

    private static async Task SetTenantAsync(VolunteerDbContext db, Guid? tenantId, CancellationToken cancellationToken)
    {
        var id = tenantId?.ToString() ?? string.Empty;
        await db.Database.ExecuteSqlAsync($"SELECT set_config('app.tenant_id', {id}, true)", cancellationToken);
    }
}
