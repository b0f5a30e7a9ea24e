using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking;

/// <summary>What was reported stays as it was: nothing wholly inside a closed month is taken back.</summary>
internal sealed class ClosedDays(VolunteerDbContext db)
{
    public async Task RequireOpenAsync(Guid moneyAccountId, DateOnly date, CancellationToken cancellationToken)
    {
        var closedThrough = await db.Set<MoneyAccount>().AsNoTracking()
            .Where(account => account.Id == moneyAccountId)
            .Join(db.Set<BookHead>(), account => account.BookId, head => head.Id, (_, head) => head.ClosedThrough)
            .SingleAsync(cancellationToken);
        if (date <= closedThrough)
        {
            throw new BusinessException(FundsErrors.MonthClosed);
        }
    }
}
