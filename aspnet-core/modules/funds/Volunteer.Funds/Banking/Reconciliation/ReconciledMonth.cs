using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Periods;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>
/// A month closes only when its statements are there and every line of them has its place. What the books are ahead of the bank, such as a
/// payment that is on its way, may wait.
/// </summary>
internal sealed class ReconciledMonth(VolunteerDbContext db, ReconciliationProof proof) : IClosingCheck
{
    public async Task CheckAsync(Guid bookId, DateOnly month, CancellationToken cancellationToken)
    {
        var accounts = await db.Set<MoneyAccount>().AsNoTracking()
            .Where(account => account.BookId == bookId && account.Kind != MoneyAccountKind.CashBox && !account.IsClosed)
            .OrderBy(account => account.Id)
            .Select(account => new { account.Id, account.Name })
            .ToListAsync(cancellationToken);
        foreach (var account in accounts)
        {
            var figures = await proof.OfAsync(account.Id, Months.LastDay(month), cancellationToken);
            figures.RequireStatement(account.Name);
            if (figures.OpenLineCount > 0 || figures.DifferenceFen != 0)
            {
                throw new BusinessException(FundsErrors.MonthNotReconciled)
                    .With("account", account.Name)
                    .With("count", figures.OpenLineCount)
                    .With("amount", Statements.StatementChecks.Yuan(figures.DifferenceFen));
            }
        }
    }
}
