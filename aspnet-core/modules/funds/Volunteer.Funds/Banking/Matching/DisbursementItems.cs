using Microsoft.EntityFrameworkCore;
using Volunteer.Funds.Banking.Imports;
using Volunteer.Funds.Banking.Reconciliation;
using Volunteer.Funds.Banking.Statements;
using Volunteer.Funds.Books;
using Volunteer.Funds.Disbursements;
using Volunteer.Funds.Parties;

namespace Volunteer.Funds.Banking.Matching;

/// <summary>Approved payments. When the bank has paid, the payment is entered with the bank's day.</summary>
internal sealed class DisbursementItems(VolunteerDbContext db, DisbursementPayment payment, LedgerLegs legs, PartyDirectory parties, ICurrentUser user) : IOpenItemSource
{
    public OpenItemKind Kind => OpenItemKind.Disbursement;

    public async Task<IReadOnlyList<OpenItem>> ListAsync(MoneyAccount account, CancellationToken cancellationToken)
    {
        var waiting = await db.Set<Disbursement>().AsNoTracking().Include(d => d.Lines)
            .Where(d => d.BookId == account.BookId && d.State == DisbursementState.Approved)
            .ToListAsync(cancellationToken);
        var payees = await parties.FindAsync(waiting.SelectMany(d => d.Lines).Select(line => (Guid?)line.PartyId), cancellationToken);
        return [.. waiting.Select(disbursement =>
        {
            var names = disbursement.Lines.Select(line => payees.GetValueOrDefault(line.PartyId)?.Name).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            return new OpenItem
            {
                Kind = OpenItemKind.Disbursement,
                Id = disbursement.Id,
                Fen = -disbursement.TotalFen,
                Date = DateOnly.FromDateTime(disbursement.CreatedAt.UtcDateTime),
                Counterparty = names.Count == 1 ? BankText.Key(names[0]) : string.Empty,
                Label = disbursement.Title,
                FundId = disbursement.FundId,
            };
        })];
    }

    public async Task<IReadOnlyList<LedgerPart>> SettleAsync(MoneyAccount account, Guid itemId, long fen, StatementLine line, CancellationToken cancellationToken)
    {
        if (!user.Can(FundsPermissions.ManageBooks))
        {
            throw new ForbiddenException();
        }

        var total = await db.Set<Disbursement>().AsNoTracking().Where(d => d.Id == itemId && d.BookId == account.BookId).Select(d => (long?)d.TotalFen).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException();
        if (fen != -total)
        {
            // Approved as a whole, paid as a whole.
            throw new BusinessException(FundsErrors.MatchWhole).With("amount", StatementChecks.Yuan(-total));
        }

        var entry = await payment.PayAsync(itemId, account.Id, line.Date, cancellationToken);
        return await legs.OfAsync(entry.Id, account.Id, cancellationToken);
    }
}
