using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;
using Volunteer.Funds.Ledger;

namespace Volunteer.Funds.Seeding;

/// <summary>One month of the bank account: its statement taken in, every line explained, and agreed on with the host charity.</summary>
internal sealed class BankMonth(VolunteerDbContext db, ICurrentTenant tenant, SeedDesk desk, SeedFolder folder, SeedFund seed, DateOnly month, Guid bookId, Guid accountId, Dictionary<string, Guid> funds)
{
    private const int MostDaysApart = 5;

    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await TakeInAsync(cancellationToken);
        var account = await desk.Reconciler.AccountAsync(accountId, cancellationToken);
        foreach (var match in (await desk.Reconciler.OpenWorkAsync(account, cancellationToken)).Certain.Values.OrderBy(match => match.Line.Date).ThenBy(match => match.Line.Serial, StringComparer.Ordinal))
        {
            await desk.Matches.WriteAsync(account, AcceptCertain.Of(match), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var open = await Reconciler.OpenLines(db, accountId).OrderBy(line => line.Date).ThenBy(line => line.Sequence).ToListAsync(cancellationToken);
        foreach (var line in open)
        {
            await ExplainAsync(account, line, cancellationToken);
        }
    }

    /// <summary>Ours by the manager; what the host charity answered is written down by somebody else.</summary>
    public async Task AgreeWithHostAsync(Guid manager, Guid witness, CancellationToken cancellationToken)
    {
        var lastDay = month.AddMonths(1).AddDays(-1);
        var figures = await desk.Proof.OfAsync(accountId, lastDay, cancellationToken);
        if (figures is not { DifferenceFen: 0, OpenLineCount: 0, OpenItemCount: 0 })
        {
            throw new InvalidDataException($"The statement of {month:yyyy-MM} does not agree with the books: {figures}.");
        }

        var statement = new HostStatement(accountId, month, figures, JsonSerializer.Serialize(await DrawHostStatement.SharesAsync(db, accountId, lastDay, cancellationToken), JsonSerializerOptions.Web), manager, desk.Clock.GetUtcNow());
        statement.Confirm(manager, desk.Clock.GetUtcNow());
        statement.ConfirmForHost(witness, seed.HostContact, figures.LedgerFen, desk.Clock.GetUtcNow());
        db.Add(statement);
    }

    private async Task TakeInAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"fund-bank-{month:yyyy-MM}.csv");
        var content = await folder.ReadBytesAsync(name, cancellationToken);
        var document = StatementReader.Read(content, name);
        var account = await desk.Import.AccountAsync(accountId, cancellationToken);
        var plan = await desk.Import.PlanAsync(account, document, cancellationToken);
        if (plan.Problems.FirstOrDefault(problem => problem.Severity is not ProblemSeverity.Notice) is { } problem)
        {
            throw new InvalidDataException($"{name}: {problem.Code} {string.Join(", ", problem.Details)}");
        }

        var file = new StatementFile(accountId, name, Convert.ToHexStringLower(SHA256.HashData(content)), await desk.Vault.KeepAsync(content, cancellationToken), document, desk.User.AccountId, desk.Clock.GetUtcNow());
        db.Add(file);
        await CommitStatement.TakeInAsync(db, tenant, file, plan, desk.Clock.GetUtcNow(), cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>The bank's own lines are booked by what they say; for the rest somebody knew which entry was meant.</summary>
    private async Task ExplainAsync(MoneyAccount account, StatementLine line, CancellationToken cancellationToken)
    {
        if (seed.Bookings.Find(booking => booking.Memo == line.Memo) is { } known)
        {
            await BookAsync(account, line, known, cancellationToken);
            return;
        }

        var item = (await desk.Reconciler.OpenWorkAsync(account, cancellationToken)).Items
            .Where(item => item.Fen == line.Fen && Math.Abs(item.Date.DayNumber - line.Date.DayNumber) <= MostDaysApart)
            .OrderBy(item => Math.Abs(item.Date.DayNumber - line.Date.DayNumber)).ThenBy(item => item.Number, StringComparer.Ordinal)
            .FirstOrDefault() ?? throw new InvalidDataException($"Nobody knows what {line.Date:O} {line.Counterparty} {line.Memo} {line.Fen} is about.");
        await desk.Matches.WriteAsync(account, new NewMatch(MatchOrigin.ByHand, [new LineLeg(line.Id, line.Fen)], [new ItemLeg(item.Kind, item.Id, item.Fen)]), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task BookAsync(MoneyAccount account, StatementLine line, SeedBooking known, CancellationToken cancellationToken)
    {
        var (fundId, role) = (funds[known.Fund], Enum.Parse<AccountRole>(known.Role));
        var entry = await desk.Ledger.PostAsync(
            new Posting(
                bookId,
                line.Date,
                line.Fen < 0 ? EntryKind.Fee : EntryKind.Interest,
                known.Text,
                new PostingSource("bank-line", line.Id.ToString()),
                [new PostingLine(account.Role, line.Fen, fundId) { MoneyAccountId = account.Id }, new PostingLine(role, -line.Fen, fundId)]),
            cancellationToken);
        await desk.Matches.WriteAsync(account, line, MatchOrigin.NewEntry, await desk.Legs.OfAsync(entry.Id, account.Id, cancellationToken), cancellationToken);
        await desk.Rules.LearnBookingAsync(line, fundId, role, known.Text, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
