using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Periods;

/// <summary>What has to be in order before a month is closed; other parts of the module add theirs, e.g. that the bank is reconciled.</summary>
internal interface IClosingCheck
{
    /// <summary>Refuses with a <see cref="BusinessException"/> while something is open.</summary>
    Task CheckAsync(Guid bookId, DateOnly month, CancellationToken cancellationToken);
}

/// <summary>Months close in order, and opening one again opens those after it: one day divides closed from open.</summary>
internal sealed class Months(VolunteerDbContext db, BookAccess books, IEnumerable<IClosingCheck> checks)
{
    public static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly LastDay(DateOnly day) => FirstDay(day).AddMonths(1).AddDays(-1);

    /// <summary>Whether the action fits the book as it is now.</summary>
    public async Task RequirePossibleAsync(Guid bookId, DateOnly month, PeriodAction action, CancellationToken cancellationToken)
    {
        var head = await books.HeadAsync(bookId, cancellationToken);
        if (action is PeriodAction.Reopen)
        {
            var book = await books.RequireAsync(bookId, cancellationToken);
            if (LastDay(month) > head.ClosedThrough || LastDay(month) < book.OpensOn)
            {
                throw new BusinessException(FundsErrors.MonthNotClosed);
            }

            return;
        }

        if (LastDay(month) <= head.ClosedThrough)
        {
            throw new BusinessException(FundsErrors.MonthAlreadyClosed);
        }

        if (month != FirstDay(head.ClosedThrough.AddDays(1)))
        {
            throw new BusinessException(FundsErrors.MonthsInOrder).With("month", $"{FirstDay(head.ClosedThrough.AddDays(1)):yyyy-MM}");
        }

        if (LastDay(month) >= await books.TodayAsync(cancellationToken))
        {
            throw new BusinessException(FundsErrors.MonthNotOver);
        }

        foreach (var check in checks)
        {
            await check.CheckAsync(bookId, month, cancellationToken);
        }
    }

    /// <summary>Moves the line. The update waits for postings under way, since each holds the same row.</summary>
    public async Task ApplyAsync(Guid bookId, DateOnly month, PeriodAction action, CancellationToken cancellationToken)
    {
        await RequirePossibleAsync(bookId, month, action, cancellationToken);
        var book = await books.RequireAsync(bookId, cancellationToken);
        var before = (await books.HeadAsync(bookId, cancellationToken)).ClosedThrough;
        var after = action is PeriodAction.Close ? LastDay(month) : FirstDay(month).AddDays(-1);
        if (after < book.OpensOn.AddDays(-1))
        {
            after = book.OpensOn.AddDays(-1);
        }

        var moved = await db.Set<BookHead>().Where(head => head.Id == bookId && head.ClosedThrough == before)
            .ExecuteUpdateAsync(set => set.SetProperty(head => head.ClosedThrough, after), cancellationToken);
        if (moved == 0)
        {
            throw new BusinessException(FrameworkErrors.Stale);
        }
    }
}
