using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>What taking a statement in would do to its account.</summary>
/// <param name="IsNew">In the order of the document's lines.</param>
internal sealed record ImportPlan(StatementDocument Document, IReadOnlyList<IdentifiedLine> Lines, IReadOnlyList<bool> IsNew, IReadOnlyList<StatementProblem> Problems)
{
    public int NewCount => IsNew.Count(isNew => isNew);
}

/// <summary>Holds a statement against its account: is it the right one, which lines are new, does it follow on the last?</summary>
internal sealed class StatementImport(VolunteerDbContext db, AccountNumbers numbers, BankingDay days)
{
    public async Task<MoneyAccount> AccountAsync(Guid moneyAccountId, CancellationToken cancellationToken)
    {
        var account = await db.Set<MoneyAccount>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == moneyAccountId, cancellationToken) ?? throw new NotFoundException();
        return account.IsClosed ? throw new BusinessException(FundsErrors.BankAccountClosed) : account;
    }

    public async Task<ImportPlan> PlanAsync(MoneyAccount account, StatementDocument document, CancellationToken cancellationToken)
    {
        var lines = LineIdentity.Identify(document.Lines);
        var problems = new List<StatementProblem>(document.Problems);
        var habit = await db.Set<StatementHabit>().AsNoTracking().SingleOrDefaultAsync(h => h.Id == account.Id, cancellationToken);
        CheckAccount(account, habit, document, problems);
        CheckFuture(document, await days.TodayAsync(cancellationToken), problems);
        var isNew = await FindNewAsync(account.Id, lines, cancellationToken);
        if (problems.TrueForAll(problem => problem.Severity is not ProblemSeverity.Error))
        {
            await CheckNeighboursAsync(account.Id, document, isNew, problems, cancellationToken);
        }

        return new ImportPlan(document, lines, isNew, problems);
    }

    private async Task<List<bool>> FindNewAsync(Guid accountId, List<IdentifiedLine> lines, CancellationToken cancellationToken)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        // By the days of the file, not by a list of two hundred thousand keys. A serial may come back under another day.
        var (first, last) = (lines.Min(line => line.Entry.Date).AddDays(-MostDaysApart), lines.Max(line => line.Entry.Date).AddDays(MostDaysApart));
        var known = new HashSet<(string, int)>();
        await foreach (var line in db.Set<StatementLine>().AsNoTracking()
            .Where(line => line.MoneyAccountId == accountId && line.Date >= first && line.Date <= last)
            .Select(line => new { line.Identity, line.Occurrence })
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            known.Add((line.Identity, line.Occurrence));
        }

        return lines.ConvertAll(line => !known.Contains((line.Identity, line.Occurrence)));
    }

    private const int MostDaysApart = 400;

    private void CheckAccount(MoneyAccount account, StatementHabit? habit, StatementDocument document, List<StatementProblem> problems)
    {
        if (document.AccountNumber is { } printed && !IsSameAccount(account, habit, printed))
        {
            problems.Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementWrongAccount).With("account", account.Name));
        }

        if ((document.Currency ?? account.Currency) != account.Currency)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementWrongCurrency).With("found", document.Currency).With("wanted", account.Currency));
        }
    }

    /// <summary>A statement shows some of the number's digits; those must be the account's. Wallets print an address: then it is the one seen before.</summary>
    private bool IsSameAccount(MoneyAccount account, StatementHabit? habit, string printed)
    {
        var plain = ColumnTitles.Plain(printed);
        if (plain.Length > 8 && plain.All(char.IsAsciiDigit) && account.NumberHash is { } hash)
        {
            return hash.AsSpan().SequenceEqual(numbers.Hash(plain));
        }

        var (shown, ours) = (LastDigits(plain), LastDigits(account.MaskedNumber ?? string.Empty));
        if (shown.Length >= 3 && ours.Length >= 3)
        {
            return shown.EndsWith(ours, StringComparison.Ordinal) || ours.EndsWith(shown, StringComparison.Ordinal);
        }

        return habit?.AccountNumber is not { } before || ColumnTitles.Plain(before) == plain;
    }

    private static string LastDigits(string text) => string.Concat(text.Reverse().TakeWhile(char.IsAsciiDigit).Reverse());

    private static void CheckFuture(StatementDocument document, DateOnly today, List<StatementProblem> problems)
    {
        if (document.Lines.FirstOrDefault(line => line.Date > today) is { } line)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Error, FundsErrors.StatementFuture, line.Row).With("row", line.Row).With("date", Day(line.Date)));
        }
    }

    /// <summary>Does it begin where the last one ended? Is there a hole between them, or do they overlap?</summary>
    private async Task CheckNeighboursAsync(Guid accountId, StatementDocument document, List<bool> isNew, List<StatementProblem> problems, CancellationToken cancellationToken)
    {
        var count = isNew.Count(value => value);
        if (count == 0)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Notice, FundsErrors.StatementNothingNew).With("count", isNew.Count));
            return;
        }

        if (count < isNew.Count)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Notice, FundsErrors.StatementOverlap).With("known", isNew.Count - count).With("count", count));
        }

        // The first new line must stand on the balance of the line before it, in the file or in what we have.
        var index = isNew.IndexOf(true);
        if (index > 0 || document.Lines[index].BalanceAfter is not { } balance)
        {
            return;
        }

        var first = document.Lines[index];
        var before = await db.Set<StatementLine>().AsNoTracking()
            .Where(line => line.MoneyAccountId == accountId && line.Date <= first.Date && line.BalanceAfter != null)
            .OrderByDescending(line => line.Date).ThenByDescending(line => line.Sequence)
            .Select(line => new { line.Date, line.BalanceAfter })
            .FirstOrDefaultAsync(cancellationToken);
        if (before is not null && before.BalanceAfter != balance - first.Fen)
        {
            problems.Add(new StatementProblem(ProblemSeverity.Confirm, FundsErrors.StatementGapBefore, first.Row)
                .With("from", Day(before.Date))
                .With("to", Day(first.Date))
                .With("amount", StatementChecks.Yuan(balance - first.Fen - before.BalanceAfter!.Value)));
        }
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
