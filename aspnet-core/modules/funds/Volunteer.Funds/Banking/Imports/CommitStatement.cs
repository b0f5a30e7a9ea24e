using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Statements;

namespace Volunteer.Funds.Banking.Imports;

/// <summary>Takes a previewed statement in: every new line of it, or nothing.</summary>
internal static class CommitStatement
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/statement-previews/{previewId:guid}/commit", HandleAsync)
        .RequirePermission(FundsPermissions.Reconcile);

    /// <summary>Writes the new lines of a file, in the caller's transaction, and remembers what the account's files look like.</summary>
    /// <returns>How many are new.</returns>
    public static async Task<int> TakeInAsync(VolunteerDbContext db, ICurrentTenant tenant, StatementFile file, ImportPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var habit = await db.Set<StatementHabit>().SingleOrDefaultAsync(h => h.Id == file.MoneyAccountId, cancellationToken);
        if (habit is null)
        {
            habit = new StatementHabit(file.MoneyAccountId);
            db.Add(habit);
        }

        var sequence = habit.LastSequence;
        List<StatementLine> lines = [.. plan.Lines.Zip(plan.IsNew).Where(pair => pair.Second).Select(pair => new StatementLine(file, pair.First, ++sequence))];
        file.Import(lines.Count, plan.Problems.Where(problem => problem.Severity is ProblemSeverity.Confirm).Select(problem => problem.Code), now);
        habit.Learn(file, sequence);
        await db.SaveChangesAsync(cancellationToken);
        await db.InsertManyAsync(tenant, lines, cancellationToken);
        return lines.Count;
    }

    private static async Task<Ok<Response>> HandleAsync(
        Guid previewId,
        Request request,
        VolunteerDbContext db,
        StatementImport import,
        StatementVault vault,
        AccountLock accountLock,
        ICurrentTenant tenant,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (accountId, blobId) = await db.Set<StatementFile>().AsNoTracking().Where(f => f.Id == previewId)
            .Select(f => new ValueTuple<Guid, Guid>(f.MoneyAccountId, f.BlobId)).SingleOrDefaultAsync(cancellationToken);
        if (blobId == Guid.Empty)
        {
            throw new NotFoundException();
        }

        var account = await import.AccountAsync(accountId, cancellationToken);
        var content = await vault.OpenAsync(blobId, cancellationToken);
        return TypedResults.Ok(await db.AtomicallyAsync(CommitAsync, cancellationToken));

        async Task<Response> CommitAsync()
        {
            // Two files of one account, or one file twice, are taken in one after the other.
            await accountLock.TakeAsync(accountId, cancellationToken);
            var file = await db.Set<StatementFile>().SingleAsync(f => f.Id == previewId, cancellationToken);
            if (file.State is not StatementFileState.Preview)
            {
                throw new BusinessException(FundsErrors.StatementCommitted);
            }

            if (file.PreviewUntil <= clock.GetUtcNow())
            {
                throw new BusinessException(FundsErrors.StatementExpired);
            }

            var document = StatementReader.Read(content, file.FileName, new StatementOptions { Encoding = file.Encoding, Mapping = StoredMapping.Read(file.Mapping), MappingIsChosen = file.Mapping is not null });
            var plan = await import.PlanAsync(account, document, cancellationToken);
            Require(plan, request);
            var added = await TakeInAsync(db, tenant, file, plan, clock.GetUtcNow(), cancellationToken);
            return new Response(file.Id, added, plan.Lines.Count - added);
        }
    }

    private static void Require(ImportPlan plan, Request request)
    {
        if (plan.Problems.FirstOrDefault(problem => problem.Severity is ProblemSeverity.Error) is { } error)
        {
            var refusal = new BusinessException(error.Code);
            foreach (var (name, value) in error.Details)
            {
                refusal.With(name, value);
            }

            throw refusal;
        }

        if (!request.AcceptProblems && plan.Problems.Count(problem => problem.Severity is ProblemSeverity.Confirm) is > 0 and var open)
        {
            throw new BusinessException(FundsErrors.StatementNeedsConfirmation).With("count", open);
        }
    }

    /// <param name="AcceptProblems">Somebody looked at what has to be confirmed, e.g. a missing line, and wants the file all the same.</param>
    public sealed record Request(bool AcceptProblems = false);

    /// <param name="Added">New lines.</param>
    /// <param name="Known">Lines that were there already.</param>
    public sealed record Response(Guid StatementId, int Added, int Known);
}
