using System.Globalization;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>Draws up the month-end statement with the host charity. Only when bank and books differ by nothing that has no name.</summary>
internal static class DrawHostStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/money-accounts/{accountId:guid}/host-statements", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    /// <summary>Fund by fund what of the account's money is whose.</summary>
    public static async Task<List<HostStatementAnswer.FundShare>> SharesAsync(VolunteerDbContext db, Guid accountId, DateOnly lastDay, CancellationToken cancellationToken)
    {
        var sums = await db.Set<EntryLine>().AsNoTracking()
            .Where(leg => leg.MoneyAccountId == accountId && leg.Date <= lastDay)
            .GroupBy(leg => leg.FundId)
            .Select(group => new { FundId = group.Key, Fen = group.Sum(leg => leg.Fen) })
            .ToDictionaryAsync(group => group.FundId, group => group.Fen, cancellationToken);
        var ids = sums.Keys.ToList();
        var funds = await db.Set<Fund>().AsNoTracking().Where(fund => ids.Contains(fund.Id)).OrderBy(fund => fund.Code).ToListAsync(cancellationToken);
        return funds.ConvertAll(fund => new HostStatementAnswer.FundShare(fund.Id, fund.Name, sums[fund.Id]));
    }

    private static async Task<Ok<HostStatementAnswer>> HandleAsync(
        Guid accountId,
        Request request,
        VolunteerDbContext db,
        Reconciler reconciler,
        ReconciliationProof proof,
        HostStatements statements,
        BankingDay days,
        ICurrentUser user,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var account = await reconciler.AccountAsync(accountId, cancellationToken);
        var month = DateOnly.ParseExact(request.Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var lastDay = month.AddMonths(1).AddDays(-1);
        if (lastDay >= await days.TodayAsync(cancellationToken))
        {
            throw new BusinessException(FundsErrors.HostStatementMonth);
        }

        var figures = await proof.OfAsync(accountId, lastDay, cancellationToken);
        figures.RequireStatement(account.Name);
        if (figures.DifferenceFen != 0)
        {
            throw new BusinessException(FundsErrors.HostStatementDifference).With("differenceFen", figures.DifferenceFen).With("amount", Statements.StatementChecks.Yuan(figures.DifferenceFen));
        }

        if (await db.Set<HostStatement>().AnyAsync(s => s.MoneyAccountId == accountId && s.Month == month && s.State != HostStatementState.Withdrawn, cancellationToken))
        {
            throw new BusinessException(FundsErrors.HostStatementExists);
        }

        var statement = new HostStatement(accountId, month, figures, JsonSerializer.Serialize(await SharesAsync(db, accountId, lastDay, cancellationToken), JsonSerializerOptions.Web), user.AccountId, clock.GetUtcNow());
        db.Add(statement);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException conflict) when (DatabaseFaults.IsUniqueViolation(conflict))
        {
            throw new BusinessException(FundsErrors.HostStatementExists);
        }

        return TypedResults.Ok(await statements.AnswerAsync(statement, cancellationToken));
    }

    /// <param name="Month">E.g. 2026-03.</param>
    public sealed record Request(string Month);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Month).Matches(@"^20\d\d-(0[1-9]|1[0-2])$");
    }
}
