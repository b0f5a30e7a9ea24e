using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Books;

namespace Volunteer.Funds.Banking.Reconciliation;

/// <summary>A month-end statement as page and paper show it.</summary>
/// <param name="State">Drawn, Confirmed (by us), SignedOff (by both), Withdrawn.</param>
/// <param name="DifferenceFen">Always 0: it is not drawn up before.</param>
internal sealed record HostStatementAnswer(
    Guid Id,
    string Month,
    string State,
    string HostName,
    string BookName,
    string AccountName,
    string? AccountNumber,
    long StatementFen,
    string StatementSource,
    long LedgerFen,
    int OpenLineCount,
    long OpenLineFen,
    int OpenItemCount,
    long OpenItemFen,
    long IgnoredFen,
    long DifferenceFen,
    IReadOnlyList<HostStatementAnswer.FundShare> Funds,
    DateTimeOffset DrawnAt,
    DateTimeOffset? ConfirmedAt,
    string? HostContact,
    DateTimeOffset? HostConfirmedAt)
{
    internal static HostStatementAnswer Of(HostStatement statement, Book book, MoneyAccount account) => new(
        statement.Id,
        statement.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
        statement.State.ToString(),
        book.Host.Name,
        book.Name,
        account.Name,
        account.MaskedNumber,
        statement.StatementFen,
        statement.StatementSource,
        statement.LedgerFen,
        statement.OpenLineCount,
        statement.OpenLineFen,
        statement.OpenItemCount,
        statement.OpenItemFen,
        statement.IgnoredFen,
        statement.StatementFen - statement.LedgerFen - (statement.OpenLineFen - statement.OpenItemFen) - statement.IgnoredFen,
        JsonSerializer.Deserialize<List<FundShare>>(statement.Funds, JsonSerializerOptions.Web) ?? [],
        statement.DrawnAt,
        statement.ConfirmedAt,
        statement.HostContact,
        statement.HostConfirmedAt);

    /// <summary>What of the account's money is this fund's.</summary>
    public sealed record FundShare(Guid FundId, string Name, long Fen);
}

internal sealed class HostStatements(VolunteerDbContext db)
{
    public async Task<HostStatement> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Set<HostStatement>().SingleOrDefaultAsync(statement => statement.Id == id, cancellationToken) ?? throw new NotFoundException();

    public async Task<HostStatementAnswer> ChangeAsync(Guid id, Action<HostStatement> change, CancellationToken cancellationToken)
    {
        var statement = await GetAsync(id, cancellationToken);
        change(statement);
        await db.SaveChangesAsync(cancellationToken);
        return await AnswerAsync(statement, cancellationToken);
    }

    public async Task<HostStatementAnswer> AnswerAsync(HostStatement statement, CancellationToken cancellationToken)
    {
        var account = await db.Set<MoneyAccount>().AsNoTracking().SingleAsync(a => a.Id == statement.MoneyAccountId, cancellationToken);
        var book = await db.Set<Book>().AsNoTracking().SingleAsync(b => b.Id == account.BookId, cancellationToken);
        return HostStatementAnswer.Of(statement, book, account);
    }
}
