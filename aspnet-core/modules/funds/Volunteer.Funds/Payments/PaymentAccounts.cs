using Microsoft.EntityFrameworkCore;

namespace Volunteer.Funds.Payments;

/// <summary>Finds accounts, and puts the work on one in a line.</summary>
internal sealed class PaymentAccounts(VolunteerDbContext db)
{
    public async Task<PaymentAccount> GetAsync(Guid accountId, CancellationToken cancellationToken) =>
        await db.Set<PaymentAccount>().SingleOrDefaultAsync(account => account.Id == accountId, cancellationToken) ?? throw new NotFoundException();

    /// <summary>Locks the account's row until the transaction ends: two hosts never read the same payment's state at once.</summary>
    public async Task<PaymentAccount> HoldAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await db.Set<PaymentAccount>().Where(account => account.Id == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.CreatedAt, account => account.CreatedAt), cancellationToken);
        return await GetAsync(accountId, cancellationToken);
    }

    public Task MoveWatermarkAsync(Guid accountId, DateTimeOffset through, CancellationToken cancellationToken) =>
        db.Set<PaymentAccount>().Where(account => account.Id == accountId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.SyncedThrough, through), cancellationToken);
}
