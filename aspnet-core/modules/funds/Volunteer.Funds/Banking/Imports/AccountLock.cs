using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>Puts imports of one account in a line. On SQLite the transaction itself is the line.</summary>
internal sealed class AccountLock(VolunteerDbContext db, ICurrentTenant tenant)
{
    public async Task TakeAsync(Guid moneyAccountId, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            var key = $"{tenant.Id}:statement:{moneyAccountId}";
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
        }
    }
}
